"""Which pages are to be checked again, and who looks after them."""

from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from clinic.review.models import Review


@dataclass(frozen=True)
class Due:
    """A live page and the review whose time is running out."""

    page: Page
    review: Review

    @property
    def day(self):
        return self.review.next_due

    @property
    def is_overdue(self):
        return self.review.is_overdue


def due_by(day):
    """Due pages up to `day`, the most urgent first: the latest standing review of every live page counts."""
    latest = Review.objects.approving().filter(page__live=True).latest_by_page().values("pk")
    reviews = Review.objects.filter(pk__in=latest, next_due__lte=day).order_by("next_due")
    pages = {page.pk: page for page in Page.objects.filter(reviews__in=reviews).specific()}
    return [Due(pages[review.page_id], review) for review in reviews]


def overdue(today=None):
    today = today or timezone.localdate()
    return [due for due in due_by(today) if due.day < today]


def responsible_for(page):
    """The person who looks after a page: named for it, or whoever began it."""
    return getattr(page, "responsible", None) or page.owner


def substitutes(person):
    """`person` when they are here; else their deputy, and the deputy's deputy, as far as there are any."""
    seen = set()
    while person and person.pk not in seen:
        if person.is_active and not person.is_away:
            return [person]
        seen.add(person.pk)
        person = person.deputy
    return []
