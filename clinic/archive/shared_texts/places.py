"""Where a shared text is read: live pages as they are and, for a moment, as they would be."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.utils.safestring import SafeString
from wagtail.models import Locale, Page

from clinic.checks.findings import Finding
from clinic.content.models import SharedText
from clinic.content.where_shown import pages_showing
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
    def reads_otherwise(self) -> bool:
        """Whether a sentence of it changes, or a number: not where a word is only explained otherwise."""
        return self.now.statements != self.then.statements

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
    return live_among({page.pk for text in texts for page in pages_showing(text)})


def live_among(ids: Iterable[int]) -> list[Page]:
    pages = list(Page.objects.filter(pk__in=ids, live=True).order_by("path").specific())
    languages = Locale.objects.in_bulk()
    for page in pages:
        page.locale = languages[page.locale_id]
    return pages


@contextmanager
def as_if_live(drafts: list[SharedText]) -> Iterator[None]:
    """Inside, the rows say what the drafts say; afterwards what they said before. Nobody else sees it."""
    with transaction.atomic():
        for draft in drafts:
            type(draft)._base_manager.filter(pk=draft.pk).update(live=True, **draft.content())
        yield
        transaction.set_rollback(True)
