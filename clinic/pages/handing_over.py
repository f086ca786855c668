"""Pages of somebody who leaves go to a colleague."""

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.pages.page_types import page_types
from clinic.people.models import User


def pages_of(person: User) -> list[Page]:
    """Every page this person looks after: named for it, or began it and nobody is named; or nobody at all looks after
    it, and newer words than patients read are theirs.
    """
    unfinished = Q(latest_revision__user=person) & (Q(live=False) | Q(has_unpublished_changes=True))
    mine = Q(responsible=person) | Q(responsible=None, owner=person) | Q(responsible=None, owner=None) & unfinished
    return [page for model in page_types() for page in model.objects.filter(mine)]


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
