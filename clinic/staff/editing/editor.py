"""Wagtail's page editor with panels beside it: what the checks say, and the page that a translation translates."""

from typing import Any

from django.http import HttpResponse
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView

from clinic.archive.original_panel import OriginalSidePanel
from clinic.checks.findings_panel import FindingsSidePanel
from clinic.checks.proofread import Proofread
from clinic.checks.runner import findings_for
from clinic.site.first_language import source_of

# Wagtail calls its look at headings and pictures "Checks".
ACCESSIBILITY = "Accessibility and length"


class BesideFindings:
    """Nothing is judged for an answer to an autosave, nor when the form of a new page becomes that of a saved one."""

    page: Any
    request: Any
    expects_json_response: bool

    def get_side_panels(self) -> MediaContainer:
        panels: MediaContainer = super().get_side_panels()  # type: ignore[misc]
        is_whole = not self.expects_json_response and not getattr(self, "hydrate_create_view", False)
        if is_whole and isinstance(self.page, Proofread):
            panels.insert(1, FindingsSidePanel(self.page, self.request, findings_for))
        if is_whole and self.page.pk and (source := source_of(self.page)):
            panels.append(OriginalSidePanel(self.page, self.request, source))
        for panel in panels:
            if isinstance(panel, ChecksSidePanel):
                panel.title = panel.toggle.aria_label = ACCESSIBILITY
        return panels


class PageCreator(BesideFindings, CreateView):
    """`/admin/pages/add/…/`"""


class PageEditor(BesideFindings, EditView):
    """`/admin/pages/<id>/edit/`"""

    def form_invalid(self, form: WagtailAdminPageForm) -> HttpResponse:
        """Whoever takes back a page that was locked for them gets it as it stands now, not the locked form once more:
        Wagtail would call that unsaved, and show beside it what the checks said before."""
        if not (self.is_cancelling_workflow and self.locked_for_user):
            return super().form_invalid(form)
        self.workflow_state.cancel(user=self.request.user)
        self.add_cancel_workflow_confirmation_message()
        return self.redirect_and_remain()


class OldVersionEditor(BesideFindings, RevisionsRevertView):
    """`/admin/pages/<id>/revisions/<id>/revert/`"""
