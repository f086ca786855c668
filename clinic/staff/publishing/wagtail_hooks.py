"""Wagtail's own ways to publish lead to our screens, and our acts have names in the history."""

from typing import Any

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clinic.people.log_actions import named
from clinic.people.menu import PermittedItem
from clinic.staff.publishing.action_menu import arrange, decide_on_our_screen
from clinic.staff.publishing.bulk_publish import PublishBulkAction

ACTIONS = {
    "clinic.sign_off": ("Approve", "Approved"),
    "clinic.changes_requested": ("Ask for a change", "Change asked for"),
    "clinic.override": ("Override a finding", "Finding overridden"),
    "clinic.void_sign_off": ("Void approval", "Approval no longer stands"),
    "clinic.emergency_publish": ("Publish unchecked", "Published unchecked"),
    "clinic.meaning_said": ("Say what a change means", "Said whether the change is one of meaning"),
    "clinic.number_changed": ("Change a number that pages tell", "Number changed on all pages that tell it"),
    "clinic.words_changed": ("Change words that nobody signs", "Words changed that nobody signs"),
    "clinic.hand_over": ("Hand over", "Given to another page owner"),
    "clinic.link_made": ("Send a link to review", "Link to review sent"),
    "clinic.link_revoked": ("Revoke a link to review", "Link to review revoked"),
}

hooks.register("register_log_actions", named(ACTIONS))
# After Wagtail's own, which it takes the place of.
hooks.register("register_bulk_action", PublishBulkAction, order=1)
hooks.register("construct_page_action_menu", arrange)
hooks.register("before_publish_page", decide_on_our_screen)


@hooks.register("register_admin_urls")
def publishing_urls() -> list[Any]:
    return [path("", include("clinic.staff.publishing.urls"))]


@hooks.register("register_settings_menu_item")
def hand_over() -> MenuItem:
    return PermittedItem("Hand pages over", reverse("clinic_hand_over"), "people.change_user", icon_name="group")


@hooks.register("register_settings_menu_item")
def who_may_do_what() -> MenuItem:
    return MenuItem("Who may do what", reverse("clinic_who_may"), icon_name="group", order=50)
