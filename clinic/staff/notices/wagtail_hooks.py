"""Urgent notices: their screens, and their name in the history."""

from typing import Any

from wagtail import hooks

from clinic.people.names_of_acts import named
from clinic.staff.notices.views import notice_viewset

ACTIONS = {"clinic.urgent_notice": ("Urgent notice", "Urgent notice written, changed or ended")}

hooks.register("register_log_actions", named(ACTIONS))


@hooks.register("register_admin_viewset")
def register_notices() -> Any:
    return notice_viewset
