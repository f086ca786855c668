"""Names under pages, and of clinicians by link: asked for, answered on a screen, kept in the history."""

from typing import Any

from django.urls import include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from clinic.people.names_of_acts import named, telling
from clinic.staff.bylines.ask_on_saving import ask_voucher, ask_writer

ACTIONS = {
    "clinic.byline_asked": ("Ask whether a name may stand under a page", "Asked whether a name may stand under it"),
    "clinic.byline_agreed": ("Agree to a name under a page", "Name under it agreed to"),
    "clinic.clinician_confirmed": ("Vouch for a clinician", "Vouched for, in these words"),
    "clinic.clinician_declined": ("Say no to vouching for a clinician", "Not vouched for"),
    "clinic.byline_ended": ("Take a name from under a page", "Name under it taken away"),
}

hooks.register("register_log_actions", named(ACTIONS))
# Before what answers the request.
hooks.register("after_create_page", ask_writer, order=-1)
hooks.register("after_edit_page", ask_writer, order=-1)
hooks.register("after_create_snippet", ask_voucher)
hooks.register("after_edit_snippet", ask_voucher)


@hooks.register("register_log_actions")
def tell_changes(actions: LogActionRegistry) -> None:
    """From what to what, in the history of an entry or account."""
    actions.register_action("clinic.clinician_changed")(telling("Change the list of clinicians"))
    actions.register_action("clinic.account_changed")(telling("Change an account"))


@hooks.register("register_admin_urls")
def byline_urls() -> list[Any]:
    return [path("", include("clinic.staff.bylines.urls"))]
