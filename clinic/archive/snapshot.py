"""What a page said on a day, and who had checked it then."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from clinic.archive.models import Edition
from clinic.review.models import Review


def bounds(day: date) -> tuple[datetime, datetime]:
    """`(start, end)` of a day in the clinic's time zone: end is the first moment of the next day."""
    return midnight(day), midnight(day + timedelta(days=1))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Signature:
    """A review as it stood at the end of `day`."""

    review: Review
    day: date

    @property
    def was_void(self) -> bool:
        return self.review.voided_at is not None and self.review.voided_at < bounds(self.day)[1]

    @property
    def voided_later(self) -> bool:
        return self.review.voided_at is not None and not self.was_void

    @property
    def was_overdue(self) -> bool:
        return self.stood and self.review.next_due is not None and self.review.next_due < self.day

    @property
    def stood(self) -> bool:
        return self.review.outcome in Review.APPROVING and not self.was_void

    @property
    def is_emergency(self) -> bool:
        return self.review.outcome == Review.Outcome.EMERGENCY


@dataclass(frozen=True)
class Snapshot:
    """One day of a page: `editions` in their order, the one `shown`, and its `signatures`, the latest first."""

    day: date
    editions: list
    shown: Edition | None
    signatures: list
    lost: Signature | None

    @property
    def was_checked(self) -> bool:
        return any(signature.stood for signature in self.signatures)

    @property
    def needed_no_clinician(self) -> bool:
        return any(signature.review.outcome == Review.Outcome.PUBLISHER for signature in self.signatures)

    @property
    def taken_off(self) -> datetime | None:
        """When it went off the site that day; None when it was public at the end of it."""
        last = self.editions[-1] if self.editions else None
        return last.live_to if last and last.live_to and last.live_to < bounds(self.day)[1] else None


def snapshot(page: Page, day: date, edition_id: int | None = None) -> Snapshot:
    """The Snapshot of `page` on `day`. `edition_id` chooses one of several editions of that day; else the last."""
    editions = list(Edition.objects.of(page).during(*bounds(day)).select_related("page"))
    chosen = [edition for edition in editions if edition.pk == edition_id]
    shown = next(iter(chosen or editions[-1:]), None)
    signatures = signatures_of(shown, day) if shown else []
    lost = None if any(one.stood for one in signatures) else lost_signature(page, day)
    return Snapshot(day, editions, shown, signatures, lost)


def signatures_of(edition: Edition, day: date) -> list[Signature]:
    """Who had decided about exactly these words up to the end of `day`."""
    reviews = Review.objects.filter(page_id=edition.page_id).letting_live().for_words(edition.content_hash)
    return [Signature(review, day) for review in reviews.filter(created_at__lt=bounds(day)[1])]


def lost_signature(page: Page, day: date) -> Signature | None:
    """The last signature for other words of the page, void by the end of `day`: why nobody had checked these."""
    reviews = Review.objects.of(page).filter(outcome__in=Review.APPROVING, voided_at__lt=bounds(day)[1])
    review = reviews.order_by("-voided_at").first()
    return Signature(review, day) if review else None


def record_begins(page: Page) -> datetime | None:
    """The first moment this page's record knows of; None when patients have never read it."""
    return Edition.objects.of(page).order_by("live_from").values_list("live_from", flat=True).first()
