"""What becomes of pages whose review is overdue, where the clinic has them taken down."""

from datetime import date

from django.db.models import Q, QuerySet
from wagtail.models import Page

from clinic.pages.models import Withdrawal
from clinic.pages.staying_up import named_in_details, stays_up
from clinic.pages.withdrawing import NotWithdrawable, withdraw
from clinic.review.cycle import overdue
from clinic.review.models import Review
from clinic.site.models import ClinicDetails, OverduePolicy

REASON = "Its check was overdue, and the clinic takes overdue pages down."


def apply_overdue_policy(today: date | None = None) -> list[str]:
    """Take overdue pages down where that is the clinic's policy. Returns their titles.

    Never where people look for help: see `stays_up`. One that cannot go down holds up no other.
    """
    if not ClinicDetails.objects.filter(overdue_policy=OverduePolicy.UNPUBLISH).exists():
        return []
    named = named_in_details()
    late = [due.page for due in overdue(today)]
    return [page.title for page in late if not stays_up(page, named) and is_taken_down(page)]


def is_taken_down(page: Page) -> bool:
    try:
        withdraw(page, None, Withdrawal.How.OVERDUE, REASON)
    except NotWithdrawable:
        return False
    return True


def awaited() -> QuerySet[Page]:
    """Pages that patients read, or would if their review were not overdue."""
    down = Withdrawal.objects.for_overdue_reviews().values("page")
    return Page.objects.filter(Q(live=True) | Q(pk__in=down))


def comes_back(review: Review) -> bool:
    """Whether the words that were signed are those that patients read until their review was overdue."""
    down = Withdrawal.objects.for_overdue_reviews().filter(page=review.page_id).exists()
    return down and review.is_approving and review.page.specific.live_hash == review.content_hash
