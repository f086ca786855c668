"""The register of clinicians without an account; the note of a change in the history of its page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from clinic.review.models import Clinician
from clinic.review.viewsets import ClinicianViewSet

register_snippet(ClinicianViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_of_namesakes(request: HttpRequest, instance: Any) -> None:
    """Two of one name are two people, or one who would sign twice."""
    for other in instance.namesakes() if isinstance(instance, Clinician) else []:
        told = f"{other.registration}, {other.email}, until {other.until:%-d %B %Y}"
        messages.warning(request, f"{other} is in the list already ({told}). Is it the same person? Then delete one.")


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """The note in the history of the page."""

    @actions.register_action("clinic.change_note")
    class ChangeNoteFormatter(LogFormatter):
        label = "Say what changed"

        def format_message(self, log_entry: Any) -> str:
            told = "Patients are told" if log_entry.data.get("matters") else "For staff"
            return f"{told}: {log_entry.data.get('note', '')}"
