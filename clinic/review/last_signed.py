"""The words that somebody signed last: what a reviewer compares with, whatever is live by now."""

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
