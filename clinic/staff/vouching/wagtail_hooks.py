"""Vouching for clinicians without an account: asked for when an entry is saved, answered on a screen of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from clinic.people.log_actions import named
from clinic.review import vouching
from clinic.review.models import Clinician

hooks.register(
    "register_log_actions",
    named({"clinic.clinician_confirmed": ("Vouch for a clinician", "Vouched for, in these words")}),
)


@hooks.register("register_log_actions")
def tell_changes(actions: LogActionRegistry) -> None:
    """From what to what, in the history of the entry."""

    @actions.register_action("clinic.clinician_changed")
    class ChangeFormatter(LogFormatter):
        label = "Change the list of clinicians"

        def format_message(self, log_entry: Any) -> str:
            return str(log_entry.data.get("why", ""))


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def ask_voucher(request: HttpRequest, instance: Any) -> None:
    if isinstance(instance, Clinician) and instance.vouched_by and not instance.confirmed_at:
        vouching.tell(instance)
        messages.info(request, f"{instance.why_not_yet()} They find it on their first screen.")


@hooks.register("register_admin_urls")
def vouching_urls() -> list[Any]:
    return [path("", include("clinic.staff.vouching.urls"))]
