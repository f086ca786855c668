"""What the editor and the listings show of withdrawing: a button, and a word to whoever opens a withdrawn page."""

from collections.abc import Iterator

from django.contrib import messages
from django.urls import reverse
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from clinic.content.moments import day
from clinic.pages.models import Withdrawal
from clinic.pages.permissions import ClinicPagePermissions
from clinic.people.models import User
from clinic.people.requests import StaffRequest


def withdraw_button(
    page: Page, user: User, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """In the header of the editor and in the menu of every listing."""
    rights = page.permissions_for_user(user)
    if isinstance(rights, ClinicPagePermissions) and rights.can_withdraw():
        yield Button("Withdraw", reverse("withdraw", args=[page.pk]), icon_name="no-view", priority=60)


def say_withdrawn(request: StaffRequest, page: Page) -> None:
    """Hook `before_edit_page`: whoever opens a withdrawn page is told what patients find, and how it comes back."""
    if request.method != "GET" or page.live:
        return
    withdrawn = Withdrawal.objects.active().of(page).select_related("target", "withdrawn_by").first()
    if withdrawn:
        messages.warning(request, f"{described(withdrawn)} Publishing it puts it back.")


def described(withdrawn: Withdrawal) -> str:
    """The withdrawal in two sentences."""
    by = f" by {withdrawn.withdrawn_by.name_at(withdrawn.withdrawn_at)}" if withdrawn.withdrawn_by else ""
    find = (
        f"are led to “{withdrawn.target.title}”" if withdrawn.leads_on and withdrawn.target else "read that it is gone"
    )
    return f"Withdrawn on {day(withdrawn.withdrawn_at)}{by}: {withdrawn.reason.rstrip('.')}. Visitors {find}."
