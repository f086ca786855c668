"""What reviewers ask for: kept with the words they read, shown with what became of these and what is answered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone, translation
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.content.models import SharedText
from clinic.content.prose import cut
from clinic.people.models import User
from clinic.people.roles import members
from clinic.review.content_hash import language_of, own_words, shown_in
from clinic.review.cycle import substitutes
from clinic.review.diff import Part
from clinic.review.models import Remark, Review
from clinic.review.models.remark import key_of, type_of
from clinic.review.newest_words import NewestWords
from clinic.review.page_parts import DETAILS, parts_of, parts_read, shared_part
from clinic.review.signers import Signer
from clinic.review.what_changed import LONGEST, MOST, changed_keys, meant, some_left, told, units
from clinic.site.models import ClinicDetails

# The key of what is said of all words, not of one part of them.
WHOLE = ""
FORMAT = "links or format"


@dataclass(frozen=True)
class Asked:
    """A remark, and the words that stand there `now`; None where nothing stands there any more.

    `then`: those that it was made of, as they would be read today: what is kept elsewhere may be called otherwise.
    """

    remark: Remark
    now: str | None
    then: str
    # Of what is kept elsewhere: the line that says what it is stays.
    name: str = ""

    @property
    def is_touched(self) -> bool:
        return self.now is None or self.now.split() != self.then.split()

    @property
    def is_changed(self) -> bool:
        """Whether nothing is left of what may be meant: a change of another cell or sentence meets no request."""
        if not self.is_touched or not self.now:
            return self.is_touched
        if self.meant:
            return not self.meant_left
        return not some_left(self.then, self.now, self.name)

    @property
    def meant(self) -> list[str]:
        """What it names of several sentences, cells or items."""
        return [unit for unit in meant(self.remark.said, self.then) if unit != self.name]

    @property
    def meant_left(self) -> list[str]:
        """What of it stands as it did."""
        now = units(self.now or "")
        return [unit for unit in self.meant if unit in now]

    @property
    def state_in_words(self) -> str:
        if self.now is None:
            return "This was taken away since."
        if not self.is_touched:
            return "Not changed since."
        if self.meant and self.meant_left == self.meant:
            return f"Not changed there: “{cut(self.meant[0], LONGEST)}” Elsewhere in it: {told(self.then, self.now)}."
        return f"{'Changed' if self.is_changed else 'Changed in part'} since: {told(self.then, self.now)}."


@dataclass(frozen=True)
class AskedOfAll(Asked):
    """The same of a whole page: `parts` are the names of those of its own parts that its writers have changed."""

    parts: list[str] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        return bool(self.parts)

    @property
    def is_changed(self) -> bool:
        return self.is_touched

    @property
    def state_in_words(self) -> str:
        if not self.parts:
            return "Nothing has changed since."
        more = f", and {len(self.parts) - MOST} more" if len(self.parts) > MOST else ""
        return f"The text has changed since: {'; '.join(self.parts[:MOST])}{more}."


# Asking -----------------------------------------------------------------------------------------------------------


def keep_asked(newest: NewestWords, review: Review, note: str, said: dict[str, str]) -> list[Remark]:
    """Keep what was asked while a page was read: each where it is to be mended. `said`: `{key of a part: words}`."""
    by = {"review": review, "asker": review.reviewer, "asker_name": review.signed_by}
    remarks = [Remark(**key_of(newest.page), **by, said=note, words=newest.hash)] if note else []
    shared: dict[str, Any] = shown_in(newest.words) if said else {}
    for part in parts_read(newest.words) if said else ():
        if words := said.get(part.key):
            kept_in = details_of(newest.page) if part.key.startswith(DETAILS) else shared.get(part.key)
            label = f"{part.label}: {kept_in}" if part.key in shared else part.label
            place = {"key": part.key, "label": cut(label, 250), "words": part.words}
            remarks.append(Remark(**key_of(kept_in or newest.page), **by, **place, said=words))
    return Remark.objects.bulk_create(remarks)


def keep_asked_of_text(draft: SharedText, signer: Signer, note: str) -> Remark:
    """The same of a change of a shared text, which was read by itself."""
    by = {"asker": signer.user, "asker_name": signer.signs_as}
    return Remark.objects.create(**key_of(draft), **by, said=note, words=words_of_text(draft))


def details_of(page: Page) -> ClinicDetails | None:
    site = page.get_site()
    return ClinicDetails.for_site(site) if site else None


def words_of_text(text: SharedText) -> str:
    return shared_part(WHOLE, text).words


# Reading what was asked -------------------------------------------------------------------------------------------


def asked_in(newest: NewestWords) -> list[Asked]:
    """What is asked of a page and of what is read in it, as whoever reviews it next should see."""
    remarks = [*Remark.objects.of_review(newest.page).open().select_related("answered_by", "review__revision")]
    return beside(remarks, newest) if remarks else []


def asked_about(thing: Any) -> list[Asked]:
    """What is asked of this page, shared text, or details of the clinic, as its writer should see."""
    remarks = [
        *Remark.objects.about(thing).open().select_related("answered_by", "review__revision", "review__page__locale")
    ]
    if not remarks:
        return []
    if isinstance(thing, Page):
        return beside(remarks, NewestWords.of(thing.specific))
    if isinstance(thing, SharedText):
        now = words_of_text(thing.get_latest_revision_as_object())
        return [Asked(remark, now, remark.words, str(thing)) for remark in remarks]
    return [Asked(one, detail_now(thing, one), one.words) for one in remarks]


def unmended() -> list[Asked]:
    """What is asked of what is kept elsewhere, not answered, and of words that are still the same."""
    elsewhere = Remark.objects.open().unanswered().exclude(content_type=type_of(Page))
    things = {one.target for one in elsewhere.prefetch_related("target")} - {None}
    asked = [one for thing in things for one in asked_about(thing)]
    return [one for one in asked if not one.is_changed and not one.remark.answer]


def beside(remarks: Iterable[Remark], newest: NewestWords) -> list[Asked]:
    with translation.override(language_of(newest.words)):
        own = OwnParts(newest.words)
    read = {part.key: part.words for part in parts_read(newest.words)}
    return [own.asked_of_all(one) if one.key == WHOLE else own.asked(one, read.get(one.key)) for one in remarks]


class OwnParts:
    """What stands in a page itself, now and as it was read when something was asked of it."""

    def __init__(self, page: Page) -> None:
        self.page, self.parts = page, parts_of(page)
        self.known: dict[int, Page] = {}

    def then(self, remark: Remark) -> Page | None:
        """As its writer left it then; what is kept elsewhere is in it as it is today."""
        revision = remark.review and remark.review.revision
        if not revision:
            return None
        if revision.pk not in self.known:
            self.known[revision.pk] = revision.as_object()
        return self.known[revision.pk]

    def asked(self, remark: Remark, now: str | None) -> Asked:
        as_read = Asked(remark, now, remark.words)
        then = self.then(remark) if as_read.is_touched and is_own(remark.key) else None
        words = {part.key: part.words for part in self.parts_then(then)} if then else {}
        name = "" if is_own(remark.key) else remark.label.partition(": ")[2]
        return Asked(remark, now, words.get(remark.key, remark.words), name)

    def asked_of_all(self, remark: Remark) -> AskedOfAll:
        then = self.then(remark)
        before = self.parts_then(then) if then else parts_kept(remark)
        labels = {part.key: part.label for part in [*before, *self.parts]}
        others = [labels[key] for key in changed_keys(before, self.parts)]
        if then and not others and own_words(then) != own_words(self.page):
            others = [FORMAT]
        return AskedOfAll(remark, "", "", parts=others)

    def parts_then(self, then: Page) -> list[Part]:
        with translation.override(language_of(self.page)):
            return parts_of(then)


def is_own(key: str) -> bool:
    """Whether it is a part of the page itself, not one that is kept elsewhere."""
    return "." not in key and not key.startswith(DETAILS)


def parts_kept(remark: Remark) -> list[Part]:
    """Of a version that is gone: as the record has them, without the list of changes, which nobody writes."""
    kept = [Part(*part) for part in remark.review.words] if remark.review else []
    return [part for part in kept if is_own(part.key) and part.key != "changes"]


def detail_now(details: Any, remark: Remark) -> str | None:
    """As the page in which it was read would say it."""
    name = remark.key.removeprefix(DETAILS)
    if not isinstance(details, ClinicDetails) or remark.review is None or not hasattr(details, name):
        return None
    here = details.words_in(remark.review.page.locale.language_code)
    return str(here.get(name) or getattr(details, name))


# Answering --------------------------------------------------------------------------------------------------------


def give_answer(remark: Remark, user: User, words: str) -> None:
    """What the writer says to it; the last answer stands, the record has each."""
    remark.answer, remark.answered_by, remark.answered_at = words, user, timezone.now()
    remark.save(update_fields=["answer", "answered_by", "answered_at"])
    if remark.target is not None:
        log(remark.target, "clinic.remark_answered", user=user, data={"why": f"“{remark.said}” “{words}”"})


def writers_of(thing: Any) -> list[User]:
    """Who mends what is kept elsewhere: of a shared text whoever saved it last, of the clinic's details an admin."""
    last = thing.latest_revision and thing.latest_revision.user if isinstance(thing, SharedText) else None
    return substitutes(last) or [*members("admin")]


def name_of(thing: Any) -> str:
    """For people: "Glossary word: allodynia"."""
    kind = capfirst(str(thing._meta.verbose_name))
    return kind if isinstance(thing, ClinicDetails) else f"{kind}: {thing}"
