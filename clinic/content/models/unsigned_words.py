"""Words that patients read and no clinician signs: the claims check reads them, and the record keeps each change."""

from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from wagtail.log_actions import log

# What the claims check, whose room this is not, says of a text: itself, where it stands, whether it is a name. Each is
# `(whether it stops, a sentence)`.
CLAIMS: list[Callable[[str, str, bool], list[tuple[bool, str]]]] = []


def said_of(text: str, place: str, is_name: bool = False) -> list[tuple[bool, str]]:
    return [one for say in CLAIMS for one in say(text, place, is_name)] if text else []


def refused_name(text: str, place: str) -> list[str]:
    """Why this is no name, or title of a person, to stand with words that a clinician signed; one sentence each."""
    return [said for stops, said in said_of(text, place, is_name=True) if stops]


class ReadByClaimsCheck(models.Model):
    """Put before other bases, so that its `clean_fields` is reached."""

    unsigned_words: tuple[str, ...] = ()
    # Those of them that name something or somebody: they have nothing to say.
    unsigned_names: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """What stood there before stops nobody from correcting something else."""
        super().clean_fields(exclude)
        names = self.words_before().keys() - {*(exclude or ())}
        stopped = {name: [said for stops, said in self.claims(name) if stops] for name in names}
        if any(stopped.values()):
            raise ValidationError({name: said for name, said in stopped.items() if said})

    def label_of_words(self, name: str) -> str:
        return capfirst(str(self._meta.get_field(name).verbose_name))  # type: ignore[union-attr]

    def claims(self, name: str) -> list[tuple[bool, str]]:
        return said_of(getattr(self, name), self.label_of_words(name), name in self.unsigned_names)

    def words_before(self) -> dict[str, str]:
        """`{field: what the row says}` of what says something else now."""
        row = type(self)._base_manager.filter(pk=self.pk).values(*self.unsigned_words).first() or {}
        before = {name: row.get(name) or "" for name in self.unsigned_words}
        return {name: said for name, said in before.items() if lines(said) != lines(getattr(self, name) or "")}


class UnsignedWords(ReadByClaimsCheck):
    """Put before other bases, so that its `save` is reached too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever is logged in did it; what a script writes has no name."""
        before = self.words_before() if self.pk and not self._state.adding else {}
        told = [
            f"{self.label_of_words(name)}: “{said}” became “{getattr(self, name)}”." for name, said in before.items()
        ]
        super().save(*args, **kwargs)
        if told:
            log(self.log_words_on(), "clinic.words_changed", data={"why": " ".join(told)})

    def log_words_on(self) -> models.Model:
        """In whose history a change stands."""
        return self


def lines(text: str) -> str:
    """Browsers end lines otherwise than scripts do."""
    return text.replace("\r\n", "\n")
