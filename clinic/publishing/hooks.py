"""Wagtail's own ways to publish lead to our screens."""

from django.contrib import messages
from django.shortcuts import redirect

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


def register_actions(actions):
    """Names of our acts in the history of a page."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


def publish_on_our_screen(request, page):
    """Hook `before_publish_page`: the draft is saved by now; whether and when it goes live is decided on our screen."""
    if hasattr(page, "review_window"):
        messages.success(request, "Saved. Here you see what changes, and whether it may go live.")
        return redirect("clinic_publish", page.pk)
    return None
