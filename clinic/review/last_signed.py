"""What a reviewer compares with: the words that somebody signed last, whatever is live by now."""

from dataclasses import dataclass
from typing import Self

from django.utils import translation
from wagtail.models import Page

from clinic.review.diff import Part
from clinic.review.models import Review
from clinic.review.page_parts import parts_read


def last_signed(page: Page) -> Review | None:
    """The last review that approved words of this page, whether it still stands or not."""
    return Review.objects.of(page).filter(outcome__in=Review.APPROVING).select_related("revision").first()


def words_of(review: Review) -> list[Part]:
    """The words as they were read then; of the time before they were kept, as the revision has them."""
    if review.words:
        return [Part(*part) for part in review.words]
    return parts_read(review.revision.as_object()) if review.revision else []


@dataclass(frozen=True)
class Earlier:
    """`parts` of what was signed last in `review`; of a live page that nobody signed, of what patients read now.

    `page` is that page object, None where it is not kept any more, or where there is nothing to compare with.
    """

    parts: list[Part]
    page: Page | None = None
    review: Review | None = None

    @property
    def is_known(self) -> bool:
        return self.review is not None or self.page is not None

    @classmethod
    def of(cls, page: Page) -> Self:
        if last := last_signed(page):
            return cls(words_of(last), last.revision and last.revision.as_object(), last)
        if not page.live:
            return cls([])
        with translation.override(page.locale.language_code):
            return cls(parts_read(page), page)
