"""The screens of reviewing, and what their acts are called in the history."""

from typing import Any

from django.urls import include, path
from wagtail import hooks

from clinic.people.names_of_acts import named

ACTIONS = {
    "clinic.sign_off": ("Approve", "Approved"),
    "clinic.changes_requested": ("Ask for a change", "Change asked for"),
    "clinic.override": ("Override a finding", "Finding overridden"),
    "clinic.void_sign_off": ("Void approval", "Approval no longer stands"),
    "clinic.link_made": ("Send a link to review", "Link to review sent"),
    "clinic.link_revoked": ("Revoke a link to review", "Link to review revoked"),
}

hooks.register("register_log_actions", named(ACTIONS))


@hooks.register("register_admin_urls")
def reviewing_urls() -> list[Any]:
    return [path("", include("clinic.staff.reviewing.urls"))]
