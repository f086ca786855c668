"""The review cycle's acts: act on what is overdue, hand pages over."""

from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.pages.models import ClinicPage, Withdrawal
from clinic.pages.staying_up import named_in_details, stays_up
from clinic.pages.withdrawing import NotWithdrawable, withdraw
from clinic.people.models import User
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


def pages_of(person: User) -> list[Page]:
    """Every page this person looks after: named for it, or began it and nobody is named; or nobody at all looks after
    it, and newer words than patients read are theirs.
    """
    unfinished = Q(latest_revision__user=person) & (Q(live=False) | Q(has_unpublished_changes=True))
    mine = Q(responsible=person) | Q(responsible=None, owner=person) | Q(responsible=None, owner=None) & unfinished
    return [page for model in page_types() for page in model.objects.filter(mine)]


def page_types() -> list[type[Page]]:
    return [model for model in apps.get_models() if issubclass(model, ClinicPage)]


@transaction.atomic
def hand_over(leaver: User, successor: User, by: User, deactivate: bool = False) -> int:
    """Give all pages of `leaver` to `successor` in one step. Returns how many."""
    pages = pages_of(leaver)
    for page in pages:
        type(page).objects.filter(pk=page.pk).update(responsible=successor)
        log(page, "clinic.hand_over", user=by, data={"from": leaver.display_name, "to": successor.display_name})
    type(leaver).objects.filter(deputy=leaver).update(deputy=successor)
    if deactivate:
        leaver.is_active = False
        leaver.save(update_fields=["is_active"])
    return len(pages)
