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
# What of a text, or of a name, may be advice that only a clinician can give, one sentence each.
ADVICE: list[Callable[[str, bool], list[str]]] = []
# What follows when somebody says that a clinician, by name, stands by words of this row. Known to the room of reviews.
NAMED_FOR: list[Callable[[models.Model, str, str], Any]] = []
# What of a text leads to somebody whom nothing here knows: a phone number, a mail or web address; one sentence each.
CONTACTS: list[Callable[[str], list[str]]] = []
HOW_TO_GO_ON = "Say it in a page that a clinician approves, or show these words to one and choose their name."

READ = "It was said that {} has read these words and stands by them."


def said_of(text: str, place: str, is_name: bool = False) -> list[tuple[bool, str]]:
    return [one for say in CLAIMS for one in say(text, place, is_name)] if text else []


def advice_in(text: str, is_name: bool = False) -> list[str]:
    """Why somebody has to say which clinician has read this text; empty where it only tells where, when and how."""
    said = [one for say in ADVICE for one in say(text, is_name)] if text else []
    return [*said, HOW_TO_GO_ON] if said else []


def name_for(thing: models.Model, name: str, words: str) -> None:
    """Somebody has said that `name` has read these words of `thing` and stands by them: they hear of it."""
    for follow in NAMED_FOR if name else ():
        follow(thing, name, words)


class Disownable:
    """Something with words that goes at once when whoever is said to stand by them does not."""

    def end_as_disowned(self, words: str) -> bool:
        """Whether it is off now. What says others than `words` by now stays: nobody has disowned it."""
        raise NotImplementedError


def unknown_contacts(text: str) -> list[str]:
    return [one for say in CONTACTS for one in say(text)] if text else []


def refused_name(text: str, place: str) -> list[str]:
    """Why this is no name, or title of a person, to stand with words that a clinician signed; one sentence each."""
    return [said for stops, said in said_of(text, place, is_name=True) if stops] + unknown_contacts(text)


class ReadByClaimsCheck(models.Model):
    """Put before other bases, so that its `clean_fields` is reached."""

    unsigned_words: tuple[str, ...] = ()
    # Those of them that name something or somebody: they have nothing to say.
    unsigned_names: tuple[str, ...] = ()
    # Numbers and addresses are first written where only admins write: in Clinic details and in help cards.
    may_name_contacts = False
    # Whom whoever saves it names (ReadByClinicianForm). A script has nobody to ask, nor have names of people.
    read_by_clinician = ""
    has_somebody_to_ask = True
    # Once words were refused until one is named.
    asks_for_clinician = False

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """What stood there before stops nobody from correcting something else."""
        super().clean_fields(exclude)
        names = self.words_before().keys() - {*(exclude or ())}
        refused = {name: said for name in names if (said := self.refused(name))}
        if refused:
            raise ValidationError(refused)

    def refused(self, name: str) -> list[str]:
        """Why these words cannot be saved; one sentence each."""
        stopped = [said for stops, said in self.claims(name) if stops]
        asks = self.has_somebody_to_ask and not self.read_by_clinician
        advice = advice_in(self.text_of(name), name in self.unsigned_names) if asks and not stopped else []
        self.asks_for_clinician = self.asks_for_clinician or bool(advice)
        return stopped or advice

    def text_of(self, name: str) -> str:
        """As readers meet it."""
        text: str = getattr(self, name)
        return text

    def label_of_words(self, name: str) -> str:
        return capfirst(str(self._meta.get_field(name).verbose_name))  # type: ignore[union-attr]

    def claims(self, name: str) -> list[tuple[bool, str]]:
        text = self.text_of(name)
        unknown = [] if self.may_name_contacts else unknown_contacts(text)
        said = said_of(text, self.label_of_words(name), name in self.unsigned_names)
        return [*said, *((True, one) for one in unknown)]

    def words_before(self) -> dict[str, str]:
        """`{field: what the row says}` of what says something else now."""
        return self.said_before(self.unsigned_words)

    def said_before(self, names: Collection[str]) -> dict[str, str]:
        row = type(self)._base_manager.filter(pk=self.pk).values(*names).first() or {}
        before = {name: in_words(row.get(name)) for name in names}
        return {name: said for name, said in before.items() if said != in_words(getattr(self, name))}


class UnsignedWords(ReadByClaimsCheck):
    """Put before other bases, so that its `save` is reached too."""

    # What else is written down when it changes, such as a number.
    also_told: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever is logged in did it; what a script writes has no name."""
        is_new = not self.pk or self._state.adding
        before = {} if is_new else self.words_before()
        others = {} if is_new or not self.also_told else self.said_before(self.also_told)
        told = [self.became(name, said) for name, said in (before | others).items()]
        super().save(*args, **kwargs)
        if told and self.read_by_clinician:
            told.append(READ.format(self.read_by_clinician))
        if told:
            data = {"why": " ".join(told)} | ({"read_by": self.read_by_clinician} if self.read_by_clinician else {})
            log(self.log_words_on(), "clinic.words_changed", data=data)
            name_for(self.log_words_on(), self.read_by_clinician, " ".join(getattr(self, name) for name in before))

    def became(self, name: str, said: str) -> str:
        """As in: Text: “Call us.” became “Call us now.”."""
        return f"{self.label_of_words(name)}: “{said}” became “{in_words(getattr(self, name))}”."

    def log_words_on(self) -> models.Model:
        """In whose history a change stands."""
        return self


def in_words(value: Any) -> str:
    """A field as the record tells it. Browsers end lines otherwise than scripts do."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "").replace("\r\n", "\n")
