"""Words that patients read and no clinician signs: the claims check reads them, and the record keeps each change."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from wagtail.log_actions import log

# What the claims check says of a text (itself, where it stands): `(whether it stops, a sentence)`. Said by its room.
CLAIMS: list[Callable[[str, str], list[tuple[bool, str]]]] = []


class UnsignedWords(models.Model):
    """Put before other bases, so that its `clean` and `save` are reached."""

    unsigned_words: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """What stood there before stops nobody from correcting something else."""
        super().clean()
        stopped = {name: [said for stops, said in self.claims(name) if stops] for name in self.words_before()}
        if any(stopped.values()):
            raise ValidationError({name: said for name, said in stopped.items() if said})

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

    def label_of_words(self, name: str) -> str:
        return capfirst(str(self._meta.get_field(name).verbose_name))  # type: ignore[union-attr]

    def claims(self, name: str) -> list[tuple[bool, str]]:
        text = getattr(self, name)
        return [one for say in CLAIMS for one in say(text, self.label_of_words(name))] if text else []

    def words_before(self) -> dict[str, str]:
        """`{field: what the row says}` of what says something else now."""
        row = type(self)._base_manager.filter(pk=self.pk).values(*self.unsigned_words).first() or {}
        before = {name: row.get(name) or "" for name in self.unsigned_words}
        return {name: said for name, said in before.items() if lines(said) != lines(getattr(self, name) or "")}


def lines(text: str) -> str:
    """Browsers end lines otherwise than scripts do."""
    return text.replace("\r\n", "\n")
