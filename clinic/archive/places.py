"""Where a shared text is read: live pages as they are and, for a moment, as they would be."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.safestring import SafeString
from wagtail.models import Page

from clinic.archive.statements_around import statements_around
from clinic.checks.findings import Finding
from clinic.checks.lookups import CheckLookups
from clinic.checks.runner import findings_for
from clinic.content.models import SharedText
from clinic.content.translated_figures import in_words_of
from clinic.review.content_hash import content_hash, pages_showing
from clinic.review.diff import marked
from clinic.review.models import Review


@dataclass(frozen=True)
class Reading:
    """A live page as patients read it at one moment: the hash of its words, and those around the shared text."""

    page: Page
    words: str
    statements: list[str]
    findings: list[Finding]
    # What stands there of a text that has words in several languages.
    shown: Any = None


@dataclass(frozen=True)
class Place:
    """A live page that shows the text: as it is read now and as it will be. `review` stands for its words now."""

    now: Reading
    then: Reading
    review: Review | None

    @property
    def page(self) -> Page:
        return self.now.page

    @property
    def statements(self) -> list[SafeString]:
        """Of a page that changes while it is read, what is missing is as good as empty: nobody can approve that."""
        pairs = zip_longest(self.now.statements, self.then.statements, fillvalue="")
        return [marked(now, then) for now, then in pairs]

    @property
    def other_words(self) -> str:
        """On a page in another language: whose words stand there. Nobody is to wonder at English amid Spanish."""
        language, shown = self.page.locale, self.then.shown
        if shown is None or language.is_default:
            return ""
        if shown.locale_id == language.pk:
            stays = self.now.shown == shown and self.now.shown.content() == shown.content()
            return f"{language} has words of its own, “{shown.text}”, which stay as they are." if stays else ""
        other = shown.get_translation_or_none(language)
        if other is None:
            return f"There are no words in {language} yet, so patients read these in English."
        return (
            f"Patients will read these words in English, since those in {language}, “{other.text}”, say another "
            "number. Change them as well, and both go live together."
        )

    @property
    def findings(self) -> list[Finding]:
        """What the new words bring with them."""
        known = {finding.key for finding in self.now.findings}
        return [finding for finding in self.then.findings if finding.key not in known]


def live_pages(texts: Iterable[SharedText]) -> list[Page]:
    """As they are read now, each once, in a fixed order."""
    found = {page.pk for text in texts for page in pages_showing(text)}
    return list(Page.objects.filter(pk__in=found, live=True).order_by("path").specific())


def hashes(texts: Iterable[SharedText]) -> dict[int, str]:
    return {page.pk: content_hash(page) for page in live_pages(texts)}


def readings(texts: list[SharedText], words: dict[int, str]) -> dict[int, Reading]:
    """Of the pages whose words are given, and which are live still; by id, in the order of `live_pages`."""
    lookups = CheckLookups()
    return {page.pk: reading(page, words[page.pk], texts, lookups) for page in live_pages(texts) if page.pk in words}


def reading(page: Page, words: str, texts: list[SharedText], lookups: CheckLookups) -> Reading:
    with translation.override(page.locale.language_code):
        around = statements_around(page, texts)
    return Reading(page, words, around, findings_for(page, lookups), in_language(page, texts[0]))


def in_language(page: Page, text: SharedText) -> SharedText | None:
    """What stands there for this text, as its row says now; None where it has one wording for all languages."""
    if not hasattr(type(text), "shown"):
        return None
    row = type(text)._base_manager.get(pk=text.pk)
    return in_words_of(page.locale.language_code, [row])[row.pk]


def standing_review(reading: Reading) -> Review | None:
    return Review.objects.of(reading.page).approving().for_words(reading.words).first()


@contextmanager
def as_if_live(drafts: list[SharedText]) -> Iterator[None]:
    """Inside, the rows say what the drafts say; afterwards what they said before. Nobody else sees it."""
    with transaction.atomic():
        for draft in drafts:
            type(draft)._base_manager.filter(pk=draft.pk).update(**draft.content())
        yield
        transaction.set_rollback(True)
