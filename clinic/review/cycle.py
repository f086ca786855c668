"""Which pages are to be checked again, and who looks after them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from clinic.people.models import User
from clinic.review.models import Review


@dataclass(frozen=True)
class DueReview:
    """A live page, the review whose time is running out, and the day on which it does."""

    page: Page
    review: Review
    day: date

    @property
    def is_overdue(self) -> bool:
        return self.review.is_overdue


def due_by(day: date, pages: QuerySet[Page] | None = None) -> list["DueReview"]:
    """Due pages up to `day`, the most urgent first: by the review that stands for what patients read (or `pages`)."""
    counted = Page.objects.live() if pages is None else pages
    latest = Review.objects.approving().filter(page__in=counted.values("pk")).latest_by_words().values("pk")
    reviews = Review.objects.filter(pk__in=latest, next_due__lte=day).order_by("next_due")
    found = {page.pk: page for page in Page.objects.filter(reviews__in=reviews).specific()}
    dues = [DueReview(found[review.page_id], review, review.next_due) for review in reviews if review.next_due]
    return [due for due in dues if due.review.content_hash == due.page.live_hash]


def overdue(today: date | None = None) -> list["DueReview"]:
    today = today or timezone.localdate()
    return [due for due in due_by(today) if due.day < today]


def responsible_for(page: Page) -> User | None:
    """The person who looks after a page: named for it, or whoever began it."""
    return getattr(page, "responsible", None) or page.owner


def substitutes(person: User | None) -> list[User]:
    """`person` when they are here; else their deputy, and the deputy's deputy, as far as there are any."""
    seen = set()
    while person and person.pk not in seen:
        if person.is_active and not person.is_away:
            return [person]
        seen.add(person.pk)
        person = person.deputy
    return []
