"""The two screens of the record: a page as it was on a day, and who did what."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from wagtail.models import Page

from clinic.archive.kept_files import NAME, kept
from clinic.archive.snapshot import record_begins, snapshot
from clinic.pages.models import ClinicPage
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.site.models import ClinicDetails
from clinic.staff.record.audit import AuditFilter, newest
from clinic.staff.record.export import as_csv, as_json

ROWS_ON_SCREEN = 50
FORMATS = {"csv": as_csv, "json": as_json}


class DayForm(forms.Form):
    day = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day as year-month-day, such as 2026-03-03.", "required": "Choose a day."},
    )

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day has not come yet.")
        if day.year < 1990:
            raise forms.ValidationError("That was before there was this site. Choose a later day.")
        return day


def may_read_record(user: User, page: Page) -> bool:
    """Whoever works on this very page in the admin."""
    rights = page.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()


def as_it_was(request: StaffRequest, page_id: int) -> HttpResponse:
    """What a page said on a day, and who had checked it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ClinicPage):
        raise Http404
    if not may_read_record(request.user, page):
        raise PermissionDenied
    form = DayForm(request.GET if "day" in request.GET else {"day": timezone.localdate()})
    chosen = request.GET.get("edition", "")
    found = snapshot(page, form.cleaned_data["day"], number(chosen)) if form.is_valid() else None
    context = {"page": page, "newest": page, "form": form, "snapshot": found, "begins": record_begins(page)}
    return render(request, "clinic/record/as_it_was.html", context | page_heading(page, request))


def file_as_it_was(request: StaffRequest, name: str) -> HttpResponseBase:
    """A picture or document as patients were given it on a past day."""
    if not NAME.fullmatch(name) or not kept().exists(name):
        raise Http404
    return FileResponse(kept().open(name), filename=name)


def page_heading(page: Page, request: StaffRequest) -> dict[str, Any]:
    """What a printed sheet says besides the words."""
    details = ClinicDetails.for_request(request)
    return {"details": details, "address": page.full_url, "printed": timezone.now()}


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@permission_required("archive.export_record", raise_exception=True)
def audit(request: StaffRequest) -> HttpResponseBase:
    """Who wrote, changed, signed, published, withdrew and overrode; to read, and to download."""
    form = AuditFilter(request.GET or None)
    valid = form.is_valid()
    wanted = form.cleaned_data if valid else {}
    write = FORMATS.get(request.GET.get("format", ""))
    if write and (valid or not form.is_bound):
        return write(wanted)
    rows = newest(wanted, ROWS_ON_SCREEN) if valid or not form.is_bound else []
    return render(request, "clinic/record/audit.html", {"form": form, "rows": rows, "most": ROWS_ON_SCREEN})
