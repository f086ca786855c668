"""Shared texts in the admin: what saving does, the buttons, the screen, names in the history."""

from typing import Any

from django.urls import include, path
from wagtail import hooks

from clinic.people.names_of_acts import named
from clinic.staff.shared_changes.saving import after_saving, arrange

hooks.register("after_create_snippet", after_saving)
hooks.register("after_edit_snippet", after_saving)
hooks.register("construct_snippet_action_menu", arrange)
ACTIONS = {"clinic.shared_change": ("Approve a change of a shared text", "Change approved, live on all pages")}
hooks.register("register_log_actions", named(ACTIONS))


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("", include("clinic.staff.shared_changes.urls"))]
