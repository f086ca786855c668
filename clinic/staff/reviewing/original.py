"""What a translation translates, for whoever reviews it: the words of the original with its own, and how it stands."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.utils import timezone
from wagtail.models import Page

from clinic.archive.models import Translation
from clinic.archive.original_view import Row, rows
from clinic.archive.translating import translation_of
from clinic.review.newest_words import NewestWords
from clinic.review.review_status import review_status
from clinic.staff.stages.stage_rules import day


@dataclass(frozen=True)
class Original:
    """`words` by the key of the part that translates them."""

    translation: Translation
    page: Page
    words: dict[str, Row]

    @classmethod
    def of(cls, newest: NewestWords) -> Self | None:
        """None where the page translates nothing."""
        translation = translation_of(newest.page)
        if translation is None:
            return None
        found = rows(translation, newest.words, translation.draft_says_as_of)
        source = translation.source.specific
        return cls(translation, source, {row.key: row for row in found if row.source})

    @cached_property
    def state_in_words(self) -> list[str]:
        """Whether it is approved, and whether it has gone on without its translation."""
        told = [self.approval_in_words]
        if lags_since := self.translation.draft_lags_since:
            since = day(timezone.localtime(lags_since))
            told.append(f"It has meant something else since {since}: what changed in it is marked.")
        if self.page.live and self.page.has_unpublished_changes:
            told.append("A newer draft of it is not live yet; its words stand here.")
        return told

    @property
    def approval_in_words(self) -> str:
        if not self.page.live:
            return "Patients do not read it at present."
        status = review_status(self.page)
        if status.review is None or not status.is_checked:
            return "Nobody has approved what patients read of it now."
        approved = day(timezone.localtime(status.review.created_at))
        return f"{status.review.signed_by} approved what patients read of it, {approved}."
