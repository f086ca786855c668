"""The review cycle's acts: confirm a page, act on what is overdue, hand pages over."""

from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.pages.models import ClinicPage, Withdrawal
from clinic.pages.withdrawing import withdraw
from clinic.people.models import User
from clinic.review.actions import sign_off
from clinic.review.cycle import overdue
from clinic.review.due_dates import months_after
from clinic.review.gate import NotPublishable
from clinic.review.models import Review
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails, OverduePolicy

CHANGED = "There is a newer draft of this page. Approve that one, or discard it first."
NOTICE = "We took this page down because it was due to be checked again. It comes back when that is done."
REASON = "Its check was overdue, and the clinic takes overdue pages down."


def still_accurate(page: Page, seen_hash: str, signer: Signer) -> Review:
    """The whole page was read again and nothing has to change: a new review with the longest time its kinds allow."""
    if page.has_unpublished_changes:
        raise NotPublishable(CHANGED)
    due = months_after(timezone.localdate(), page.review_window[1])
    return sign_off(page, seen_hash, signer, {"sources_checked": True, "next_due": due, "note": "Still accurate."})


def apply_overdue_policy(today: date | None = None) -> list[str]:
    """Take overdue pages down where that is the clinic's policy. Returns their titles."""
    if not ClinicDetails.objects.filter(overdue_policy=OverduePolicy.UNPUBLISH).exists():
        return []
    pages = [due.page for due in overdue(today)]
    for page in pages:
        withdraw(page, None, Withdrawal.How.NO_LONGER_TRUE, REASON, notice=NOTICE)
    return [page.title for page in pages]


def pages_of(person: User) -> list[Page]:
    """Every page this person looks after: named for it, or began it and nobody is named."""
    mine = Q(responsible=person) | Q(responsible=None, owner=person)
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
