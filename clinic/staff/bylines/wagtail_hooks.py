"""Names under pages: asked for when a page is saved, answered on a screen of its own, kept in the history."""

from typing import Any

from django.urls import include, path
from wagtail import hooks

from clinic.people.log_actions import named
from clinic.staff.bylines.asking import ask_writer

ACTIONS = {
    "clinic.byline_asked": ("Ask whether a name may stand under a page", "Asked whether a name may stand under it"),
    "clinic.byline_agreed": ("Agree to a name under a page", "Name under it agreed to"),
    "clinic.byline_ended": ("Take a name from under a page", "Name under it taken away"),
}

hooks.register("register_log_actions", named(ACTIONS))
# Before what answers the request.
hooks.register("after_create_page", ask_writer, order=-1)
hooks.register("after_edit_page", ask_writer, order=-1)


@hooks.register("register_admin_urls")
def byline_urls() -> list[Any]:
    return [path("", include("clinic.staff.bylines.urls"))]
