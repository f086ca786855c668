"""How withdrawing and the bin show in the admin: buttons, menus, what choosers offer, names in the history."""

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.query import PageQuerySet

from clinic.pages.models import Bin
from clinic.people.menu import PageWorkItem
from clinic.people.names_of_acts import named, telling
from clinic.people.requests import StaffRequest
from clinic.staff.withdrawal.bulk_actions import BinBulkAction, WithdrawBulkAction
from clinic.staff.withdrawal.shown_in_editor import say_withdrawn, withdraw_button

ACTIONS = {
    "clinic.withdraw": ("Withdraw", "Withdrawn"),
    "clinic.bin": ("Put in the bin", "Put in the bin"),
    "clinic.restore": ("Put back from the bin", "Put back from the bin"),
}

hooks.register("register_log_actions", named(ACTIONS))
hooks.register("before_edit_page", say_withdrawn)
hooks.register("register_page_header_buttons", withdraw_button)
hooks.register("register_page_listing_more_buttons", withdraw_button)
# After Wagtail's own, which they take the place of.
hooks.register("register_bulk_action", BinBulkAction, order=1)
hooks.register("register_bulk_action", WithdrawBulkAction, order=1)


@hooks.register("register_log_actions")
def tell_redirects(actions: LogActionRegistry) -> None:
    """From where to where."""
    actions.register_action("clinic.redirect")(telling("Change a redirect"))


@hooks.register("construct_page_chooser_queryset")
def leave_out_bin(pages: PageQuerySet, request: StaffRequest) -> PageQuerySet:
    return Bin.leave_out(pages)


@hooks.register("register_admin_urls")
def withdrawal_urls() -> list[Any]:
    return [path("", include("clinic.staff.withdrawal.urls"))]


@hooks.register("register_admin_menu_item")
def bin_item() -> MenuItem:
    return PageWorkItem("Bin", reverse("bin"), {"add"}, icon_name="bin", order=900)


@hooks.register("register_reports_menu_item")
def withdrawn_item() -> MenuItem:
    return PageWorkItem("Withdrawn pages", reverse("withdrawn_pages"), {"change"}, icon_name="no-view", order=900)


@hooks.register("insert_global_admin_css")
def stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("clinic/css/withdrawing.css"))
