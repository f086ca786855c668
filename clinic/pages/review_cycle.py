"""The review cycle's acts: confirm a page, act on what is overdue, hand pages over."""

from datetime import date
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.pages.models import ClinicPage, Withdrawal
from clinic.pages.withdrawing import NotWithdrawable, withdraw
from clinic.people.models import User
from clinic.review.actions import sign_off
from clinic.review.content_hash import content_hash, details_quoted
from clinic.review.cycle import overdue
from clinic.review.due_dates import months_after
from clinic.review.models import Review
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails, OverduePolicy

CHANGED = "There is a newer draft of this page. Approve that one, or discard it first."
REASON = "Its check was overdue, and the clinic takes overdue pages down."


def still_accurate(page: Page, seen_hash: str, signer: Signer) -> Review:
    """The whole page was read again and nothing has to change: a new review with the longest time its kinds allow."""
    if not page.live or content_hash(page) != seen_hash:
        raise NotPublishable(CHANGED)
    due = months_after(timezone.localdate(), page.review_window[1])
    return sign_off(page, seen_hash, signer, {"sources_checked": True, "next_due": due, "note": "Still accurate."})


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


def named_in_details() -> set[UUID]:
    """Translation keys of the pages of help in danger, and of those that the law asks for."""
    ids = [pk for details in ClinicDetails.objects.all() for pk in (*details.legal_ids, details.urgent_page_id) if pk]
    return set(Page.objects.filter(pk__in=ids).values_list("translation_key", flat=True))


def stays_up(page: Page, named: set[UUID]) -> bool:
    """Pages that the clinic's details name, in every language; and any that tells when to call for help."""
    return page.translation_key in named or "emergency_number" in details_quoted(page)


def awaited() -> QuerySet[Page]:
    """Pages that patients read, or would if their review were not overdue."""
    down = Withdrawal.objects.for_overdue_reviews().values("page")
    return Page.objects.filter(Q(live=True) | Q(pk__in=down))


def comes_back(review: Review) -> bool:
    """Whether the words that were signed are those that patients read until their review was overdue."""
    down = Withdrawal.objects.for_overdue_reviews().filter(page=review.page_id).exists()
    return down and review.is_approving and review.page.specific.live_hash == review.content_hash


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
