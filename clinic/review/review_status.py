"""What a page says about its own checking: by whom, when, and until when it holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from clinic.review.models import Review


@dataclass(frozen=True)
class ReviewStatus:
    """The review that stands for the words patients read, and what became of it; all may be missing.

    `change`: by whom the last change of a shared text in it was approved since then. `objection`: a clinician's wish
    for a change, where that is what was said last.
    """

    review: Review | None = None
    last: Review | None = None
    change: Review | None = None
    objection: Review | None = None

    @property
    def is_checked(self) -> bool:
        return self.review is not None and self.review.is_approving

    @property
    def is_overdue(self) -> bool:
        return self.review is not None and self.is_checked and self.review.is_overdue

    @property
    def by_one_person(self) -> bool:
        """Whether somebody checked their own words, the page or a shared text in it, as a practice of one lets them."""
        return any(one is not None and one.one_person for one in (self.review, self.change))

    @property
    def is_emergency(self) -> bool:
        return self.review is not None and self.review.outcome == Review.Outcome.EMERGENCY

    @property
    def is_publishers(self) -> bool:
        """A page about the clinic itself, for which a publisher answers."""
        return self.review is not None and self.review.outcome == Review.Outcome.PUBLISHER

    @property
    def changed_since(self) -> bool:
        """A key figure or reference in the text changed after the page was signed."""
        return self.review is None and self.last is not None

    @property
    def taken_back(self) -> bool:
        """Whoever had checked these very words stands behind them no more."""
        return self.changed_since and self.objection is not None


def review_status(page: Page) -> ReviewStatus:
    """The ReviewStatus of a live page: one query."""
    if not page.live_hash:
        return ReviewStatus()
    return status_from(Review.objects.of(page).for_words(page.live_hash).told_of().in_short())


def review_statuses(pages: Iterable[Page]) -> dict[int, ReviewStatus]:
    """`{page id: ReviewStatus}` of many live pages: one query."""
    words = {page.pk: page.live_hash for page in pages if page.live_hash}
    found: dict[int, list[Review]] = {}
    for review in Review.objects.filter(page__in=[*words]).told_of().in_short():
        if review.content_hash == words[review.page_id]:
            found.setdefault(review.page_id, []).append(review)
    return {page.pk: status_from(found.get(page.pk, [])) for page in pages}


def status_from(reviews: Iterable[Review]) -> ReviewStatus:
    """The ReviewStatus of a page with these reviews of its words, the latest first."""
    reviews = [*reviews]
    objection = next(iter(reviews), None)
    # Nobody has read what was put live unchecked: it cannot have changed since somebody did.
    last = next((review for review in reviews if review.outcome in Review.APPROVING), None)
    # What let these words live before somebody approved them says nothing any more, also once that was taken back.
    since = reviews[: reviews.index(last) + 1] if last else reviews
    standing = [review for review in since if review.lets_live]
    approving = [review for review in standing if review.is_approving]
    found = next(iter(approving or standing), None)
    change = found if found and found.continues else None
    is_open = objection and objection.outcome == Review.Outcome.CHANGES
    return ReviewStatus(found and found.whole, last, change, objection if is_open else None)
