"""How withdrawing and the bin show in the admin: buttons, menus, what choosers offer, names in the history."""

from django.contrib import messages
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy

from clinic.pages.models import Bin, Withdrawal
from clinic.pages.permissions import ClinicPagePermissions
from clinic.staff.withdrawal.bulk_actions import BinBulkAction, WithdrawBulkAction

ACTIONS = {
    "clinic.withdraw": ("Withdraw", "Withdrawn"),
    "clinic.bin": ("Put in the bin", "Put in the bin"),
    "clinic.restore": ("Put back from the bin", "Put back from the bin"),
}


@hooks.register("register_log_actions")
def register_actions(actions):
    """Names of our acts in the history of a page."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


def withdraw_button(page, user, next_url=None, view_name=None):
    """In the header of the editor and in the menu of every listing."""
    rights = page.permissions_for_user(user)
    if isinstance(rights, ClinicPagePermissions) and rights.can_withdraw():
        yield Button("Withdraw", reverse("withdraw", args=[page.pk]), icon_name="no-view", priority=60)


@hooks.register("construct_page_chooser_queryset")
def leave_out_bin(pages, request):
    """Hook of the page chooser."""
    return Bin.leave_out(pages)


@hooks.register("before_edit_page")
def say_withdrawn(request, page):
    """Hook `before_edit_page`: whoever opens a withdrawn page is told what patients find, and how it comes back."""
    if request.method != "GET" or page.live:
        return
    withdrawn = Withdrawal.objects.active().of(page).select_related("target", "withdrawn_by").first()
    if withdrawn:
        messages.warning(request, f"{described(withdrawn)} Publishing it puts it back.")


def described(withdrawn):
    """The withdrawal in two sentences."""
    by = f" by {withdrawn.withdrawn_by.display_name}" if withdrawn.withdrawn_by else ""
    find = f"are led to “{withdrawn.target.title}”" if withdrawn.leads_on else "read that it is gone"
    return f"Withdrawn on {withdrawn.withdrawn_at:%-d %B %Y}{by}: {withdrawn.reason.rstrip('.')}. Visitors {find}."


class BinItem(MenuItem):
    """Shown to whoever may throw something away."""

    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "add")


class WithdrawnItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "change")


@hooks.register("register_admin_menu_item")
def bin_item():
    return BinItem("Bin", reverse("bin"), icon_name="bin", order=900)


@hooks.register("register_reports_menu_item")
def withdrawn_item():
    return WithdrawnItem("Withdrawn pages", reverse("withdrawn_pages"), icon_name="no-view", order=900)


@hooks.register("insert_global_admin_css")
def stylesheet():
    return format_html('<link rel="stylesheet" href="{}">', static("clinic/css/withdrawing.css"))


@hooks.register("register_admin_urls")
def withdrawal_urls():
    return [path("", include("clinic.staff.withdrawal.urls"))]


hooks.register("register_page_header_buttons", withdraw_button)
hooks.register("register_page_listing_more_buttons", withdraw_button)
# After Wagtail's own, which they take the place of.
hooks.register("register_bulk_action", BinBulkAction, order=1)
hooks.register("register_bulk_action", WithdrawBulkAction, order=1)
