"""What can be done with a page that should go, one function a verb: do it and log it, all or nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.pages.delete_guard import NotDeletable
from clinic.pages.forms import free_slug
from clinic.pages.models import Bin, BinnedPage, Withdrawal
from clinic.pages.permissions import holds_published
from clinic.pages.staying_up import called_in_details
from clinic.people.models import User
from clinic.review.models import Review, SignOffLink
from clinic.review.signing_links import revoke


class NotWithdrawable(ValidationError):
    """This page cannot be withdrawn now; the message says why, in words for staff."""


NAMED = (
    "Clinic details name this page as “{}”, and patients are led there. "
    "An admin chooses another page in Clinic details first."
)


class NotRestorable(ValidationError):
    """This draft cannot go back to that place; the message says why."""


def held(page: Page) -> Page:
    """The page row, held until the transaction ends."""
    return Page.objects.select_for_update().get(pk=page.pk).specific


@transaction.atomic
def withdraw(
    page: Page,
    user: User | None,
    how: str,
    reason: str,
    target: Page | None = None,
    notice: str = "",
    urgent: bool = False,
) -> Withdrawal:
    """Take `page` off the site; its address answers from then on as `how` says. Its text and history stay.

    `how` is a Withdrawal.How, `target` the page visitors are led or pointed to, `notice` what they read where it is
    no longer true or paused. Returns the Withdrawal. Raises NotWithdrawable.
    """
    page = held(page)
    check_withdrawable(page, target)
    said = {"how": how, "reason": reason, "notice": notice, "urgent": urgent, "withdrawn_by": user}
    said["target_id"] = target.pk if target else None
    # Pages that repeat this one word for word go with it.
    withdrawn = [record(one, said) for one in [page, *page.aliases.filter(live=True)]]
    stop_work_on(page, user)
    if how == Withdrawal.How.NO_LONGER_TRUE:
        Review.objects.of(page).permitting().void(f"Withdrawn: {Withdrawal.How(how).label.lower()}")
    page.unpublish(log_action=False)
    return withdrawn[0]


def record(page: Page, said: dict[str, Any]) -> Withdrawal:
    """The Withdrawal of one page, with the address it had."""
    site_id, _, path = page.get_url_parts()
    withdrawal = Withdrawal.objects.create(page_id=page.pk, site_id=site_id, path=Redirect.normalise_path(path), **said)
    data = {"withdrawal": withdrawal.pk, "how": withdrawal.how, "urgent": withdrawal.urgent}
    log(page.specific, "clinic.withdraw", user=said["withdrawn_by"], data=data)
    return withdrawal


def check_withdrawable(page: Page, target: Page | None) -> None:
    if not page.live:
        raise NotWithdrawable("This page is not public, so there is nothing to withdraw.")
    if page.is_site_root():
        raise NotWithdrawable("The home page cannot be withdrawn: every page hangs on it.")
    refuse_named(page)
    below = page.get_descendants().live().count()
    if below:
        raise NotWithdrawable(f"Public pages below this one: {below}. Withdraw or move them first.")
    if target and (not target.live or target.pk == page.pk or not target.get_url_parts()):
        raise NotWithdrawable("Choose another page that is public.")


def refuse_named(page: Page) -> None:
    """Raise NotWithdrawable for urgent help, contact, privacy and the like: nothing else stands in for them."""
    if called := called_in_details(page):
        raise NotWithdrawable(NAMED.format("” and “".join(called)))


def stop_work_on(page: Page, user: User | None) -> None:
    """Nothing that was under way may bring the page back by itself: no sign-off, no link, no planned publishing."""
    state = page.current_workflow_state
    if state:
        state.cancel(user=user)
    for link in SignOffLink.objects.open().filter(page_id=page.pk):
        revoke(link, user)
    page.revisions.update(approved_go_live_at=None)


@transaction.atomic
def put_in_bin(page: Page, user: User | None) -> BinnedPage:
    """Throw a draft away, with the drafts below it, for KEPT_DAYS; revisions and comments go with it.

    Returns the BinnedPage. Raises NotDeletable when patients have read any of it.
    """
    page = held(page)
    if holds_published(page):
        raise NotDeletable("What has been published stays in the record. Withdraw it instead.")
    binned = BinnedPage.objects.create(
        page_id=page.pk, from_parent_id=page.get_parent().pk, from_slug=page.slug, thrown_by=user
    )
    for draft in page.get_descendants(inclusive=True).specific():
        stop_work_on(draft, user)
    move(page, Bin.the(), f"binned-{page.pk}", user)
    log(page, "clinic.bin", user=user)
    return binned


def move(page: Page, parent: Page, slug: str, user: User | None) -> None:
    """Move `page` and rename it on the way, without a moment at an address where another page may be."""
    Page.objects.filter(pk=page.pk).update(slug=slug)
    page = Page.objects.get(pk=page.pk).specific
    # Nobody has rights on pages in the bin; whoever calls this has asked for ours.
    MovePageAction(page, parent, pos="last-child", user=user).execute(skip_permission_checks=True)


@transaction.atomic
def restore(binned: BinnedPage, user: User, parent: Page | None = None) -> Page:
    """Put a draft back where it was, or below `parent`. Returns the page. Raises NotRestorable."""
    page = held(binned.page)
    parent = parent or place_of(binned)
    if parent is None or not page.can_move_to(parent):
        raise NotRestorable("A page of this kind cannot stand there. Choose another place.")
    slug = free_slug(binned.from_slug, parent)
    move(page, parent, slug, user)
    page = page.specific_class.objects.get(pk=page.pk)
    rename_newest(page, slug)
    log(page, "clinic.restore", user=user, data={"below": parent.pk})
    binned.delete()
    return page


def place_of(binned: BinnedPage) -> Page | None:
    """The page it hung below, if that is still on the site; else None."""
    return Bin.leave_out(Page.objects.filter(pk=binned.from_parent_id)).first()


def rename_newest(page: Page, slug: str) -> None:
    """The editor opens the newest revision: its address must be the one the page has now."""
    newest = page.get_latest_revision()
    if newest and newest.content.get("slug") != slug:
        newest.content["slug"] = slug
        newest.save(update_fields=["content"])


@transaction.atomic
def delete_for_ever(binned: BinnedPage, user: User | None = None) -> None:
    """Delete a draft in the bin, its history too. Nothing brings it back."""
    DeletePageAction(held(binned.page), user).execute(skip_permission_checks=True)
