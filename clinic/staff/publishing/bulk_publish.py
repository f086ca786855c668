"""Publishing many pages at once: all that were chosen, or none and the reasons."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from clinic.pages.models import ClinicPage
from clinic.people.requests import StaffRequest


def check_all_first(request: StaffRequest, action_type: str, objects: list[Page], action: Any) -> HttpResponse | None:
    """Hook `before_bulk_action`: here Wagtail publishes without a form that could refuse what is unfinished."""
    if action_type != "publish":
        return None
    unfinished = [(page, reasons) for page in chosen(objects, action) if (reasons := page.reasons_not_to_publish())]
    for page, reasons in unfinished:
        messages.error(request, f"Not published: “{page.title}”. {' '.join(reasons)}")
    return redirect(action.next_url) if unfinished else None


def chosen(pages: list[Page], action: Any) -> Iterator[Page]:
    """The newest draft of each of the clinic's pages that would go live, those below them too where that was asked."""
    below = action.cleaned_form.cleaned_data["include_descendants"]
    for page in pages:
        for found in [page, *(page.get_descendants().not_live() if below else [])]:
            newest = found.get_latest_revision_as_object()
            if isinstance(newest, ClinicPage):
                yield newest
