"""Publishing many pages at once: all that were chosen, or none and the reasons."""

from django.shortcuts import redirect
from wagtail.admin import messages

from clinic.pages.models import ClinicPage


def check_all_first(request, action_type, objects, action):
    """Hook `before_bulk_action`: here Wagtail publishes without a form that could refuse what is unfinished."""
    if action_type != "publish":
        return None
    unfinished = [(page, reasons) for page in chosen(objects, action) if (reasons := page.reasons_not_to_publish())]
    for page, reasons in unfinished:
        messages.error(request, f"Not published: “{page.title}”. {' '.join(reasons)}")
    return redirect(action.next_url) if unfinished else None


def chosen(pages, action):
    """The newest draft of each of the clinic's pages that would go live, those below them too where that was asked."""
    below = action.cleaned_form.cleaned_data["include_descendants"]
    for page in pages:
        for found in [page, *(page.get_descendants().not_live() if below else [])]:
            newest = found.get_latest_revision_as_object()
            if isinstance(newest, ClinicPage):
                yield newest
