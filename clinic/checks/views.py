"""The findings of one page as a screen of their own, and as the part of the editing form that is fetched again."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from clinic.checks.findings_panel import TITLE, report_on
from clinic.checks.proofread import Proofread
from clinic.checks.runner import findings_for


@never_cache
def page_findings(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the checks say of the newest draft. Only for those who may edit the page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, Proofread):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    newest = page.get_latest_revision_as_object()
    context = report_on(findings_for(newest)) | {"page_checked": newest}
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return render(request, "clinic/panels/_findings.html", context)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return render(
        request,
        "clinic/findings.html",
        context | {"editor": editor, "page_title": TITLE, "header_icon": "clipboard-list"},
    )
