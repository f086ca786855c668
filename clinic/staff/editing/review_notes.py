"""What a writer is told of the review: what will stop it when a page is sent, what was asked for when it is back."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from wagtail.models import Page, WorkflowState

from clinic.checks.findings import blocking
from clinic.checks.proofread import Proofread
from clinic.checks.runner import findings_for
from clinic.people.requests import StaffRequest

STOPS = 'Sent. {} will stop approval: {}{} <a href="{}">Take it back in the editor</a> to mend that.'
SENT_BACK = "{} asks for a change: “{}”"


def tell_what_stops(request: StaffRequest, page: Page) -> None:
    """Hook `after_edit_page` and `after_create_page`: whoever sends a page hears what its reviewer would say."""
    if "action-submit" not in request.POST or not isinstance(page, Proofread):
        return
    if found := blocking(findings_for(page)):
        first, others = found[0], len(found) - 1
        things = "1 thing" if not others else f"{len(found)} things"
        more = f" (and {others} more)" if others else ""
        editor = reverse("wagtailadmin_pages:edit", args=[page.pk]) + first.place.anchor
        messages.warning(request, format_html(STOPS, things, first.message, more, editor))


def tell_what_the_reviewer_wrote(request: StaffRequest, page: Page) -> None:
    """Hook `before_edit_page`, until the page is sent again."""
    state = page.current_workflow_state
    if request.method != "GET" or not state or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    step = state.task_states.filter(status="rejected").order_by("finished_at").last()
    if step and step.comment:
        who = step.finished_by.display_name if step.finished_by else "The reviewer"
        messages.warning(request, format_html(SENT_BACK, who, step.comment))
