"""Wagtail's own ways to publish lead to our screens."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clinic.people.menu import PermittedItem
from clinic.staff.publishing.action_menu import arrange
from clinic.staff.publishing.bulk_publish import check_all_first

hooks.register("before_bulk_action", check_all_first)
hooks.register("construct_page_action_menu", arrange)

ACTIONS = {
    "clinic.sign_off": ("Sign off", "Signed off"),
    "clinic.changes_requested": ("Ask for a change", "Change asked for"),
    "clinic.override": ("Override a finding", "Finding overridden"),
    "clinic.void_sign_off": ("Void sign-off", "Sign-off no longer stands"),
    "clinic.emergency_publish": ("Publish unchecked", "Published unchecked"),
    "clinic.meaning_said": ("Say what a change means", "Said whether the change is one of meaning"),
    "clinic.translation_matches": ("Match a translation", "Said to say what the English page says"),
    "clinic.translator_named": ("Name the translator", "Translator named"),
    "clinic.hand_over": ("Hand over", "Looked after by someone else"),
    "clinic.kept_aside": ("Keep a draft aside", "Draft kept aside: a newer one was there first"),
    "clinic.merged": ("Put two drafts together", "Two drafts put together"),
    "clinic.link_made": ("Send a link to sign", "Link to sign sent"),
    "clinic.link_revoked": ("Revoke a link to sign", "Link to sign revoked"),
}


@hooks.register("register_log_actions")
def register_actions(actions):
    """Names of our acts in the history of a page."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("before_publish_page")
def publish_on_our_screen(request, page):
    """Hook `before_publish_page`: the draft is saved by now; whether and when it goes live is decided on our screen."""
    if hasattr(page, "review_window"):
        messages.success(request, "Saved. Here you see what changes, and whether it may go live.")
        return redirect("clinic_publish", page.pk)
    return None


@hooks.register("register_admin_urls")
def publishing_urls():
    return [path("", include("clinic.staff.publishing.urls"))]


@hooks.register("register_settings_menu_item")
def hand_over():
    return PermittedItem("Hand pages over", reverse("clinic_hand_over"), "people.change_user", icon_name="group")


@hooks.register("register_settings_menu_item")
def who_may_do_what():
    return MenuItem("Who may do what", reverse("clinic_who_may"), icon_name="group", order=50)
