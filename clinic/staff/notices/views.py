"""The screens for urgent notices: short enough for a phone, with no script needed."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from clinic.checks.claims.short_texts import forbidden_claims
from clinic.content.changed_meanwhile import BoundToVersion
from clinic.content.local_times import ClinicTime
from clinic.content.models.unsigned_words import READ, name_for
from clinic.content.moments import moment
from clinic.content.read_by_clinician import AsksForClinician
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.site.models.notice import TEXT_LENGTH, UrgentNotice
from clinic.staff.notices.openings import BEGINNINGS, text_for

NAME = "urgent_notices"
MOMENT = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeInput):
    """The browser's own date and time field: the one thing that is easy on a phone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MOMENT)


class NoticeForm(AsksForClinician, forms.ModelForm):
    field_order = ["text", "read_by_clinician"]

    class Meta:
        model = UrgentNotice
        fields = ["text", "starts_at", "ends_at"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "maxlength": TEXT_LENGTH}),
            "starts_at": Moment,
            "ends_at": Moment,
        }
        field_classes = {"starts_at": ClinicTime, "ends_at": ClinicTime}

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if claims := forbidden_claims(text, "Urgent notice"):
            raise ValidationError(claims)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.refuse_advice("text", cleaned)
        ends_at = cleaned.get("ends_at")
        if ends_at and "ends_at" in self.changed_data and ends_at <= timezone.now():
            self.add_error("ends_at", "This moment has passed.")
        return cleaned


def record(notice: UrgentNotice, user: User, read_by: str = "") -> None:
    """The words and times, in the history of the notice and of the site. Who is said to have read them hears of it."""
    name_for(notice, read_by, notice.text)
    why = READ.format(read_by) if read_by else ""
    data = {"why": why, "text": notice.text, "from": notice.starts_at.isoformat(), "until": notice.ends_at.isoformat()}
    log(notice, "clinic.urgent_notice", user=user, data=data, content_changed=True)


class NewNotice(generic.CreateView):
    """Begun from one of three texts, or from nothing."""

    template_name = "clinic/notices/new.html"
    submit_button_label = "Put it on every page"
    success_message = "The notice stands on every page from the moment you chose."

    def get_initial(self) -> dict[str, Any]:
        now = timezone.localtime().replace(second=0, microsecond=0)
        begun = {"text": text_for(self.request.GET.get("from", ""))}
        return super().get_initial() | begun | {"starts_at": now, "ends_at": now + timedelta(days=1)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"beginnings": BEGINNINGS, "add_url": self.add_url}

    def save_instance(self) -> UrgentNotice:
        self.form.instance.made_by = self.request.user
        notice = self.form.save()
        record(notice, self.request.user, self.form.cleaned_data["read_by_clinician"])
        return notice


class ChangeNotice(BoundToVersion, generic.EditView):
    """Corrects a notice, or ends it now."""

    template_name = "clinic/notices/change.html"

    def save_instance(self) -> UrgentNotice:
        notice = self.form.save()
        record(notice, self.request.user, self.form.cleaned_data["read_by_clinician"])
        return notice


def end_now(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a notice off every page at once. It stays in the list."""
    if not request.user.has_perm("site.change_urgentnotice"):
        raise PermissionDenied
    notice = get_object_or_404(UrgentNotice.objects.exclude(ends_at__lte=timezone.now()), pk=pk)
    if request.method == "POST":
        notice.end_now()
        record(notice, request.user)
        messages.success(request, "The notice is off every page.")
    return redirect(reverse(f"{NAME}:index"))


def when(notice: UrgentNotice) -> str:
    """Where the notice stands, in words."""
    if notice.state == "over":
        return f"Until {moment(notice.ends_at)}; over"
    begins = "Now" if notice.state == "showing" else f"From {moment(notice.starts_at)}"
    return f"{begins}, until {moment(notice.ends_at)}"


class NoticeList(generic.IndexView):
    default_ordering = "-starts_at"


class UrgentNoticeViewSet(ModelViewSet):
    model = UrgentNotice
    icon = "warning"
    menu_label = "Urgent notice"
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = NoticeList
    add_view_class = NewNotice
    edit_view_class = ChangeNotice
    list_display = [
        "text",
        Column("when", label="On every page", accessor=when),
        Column("made_by", label="By"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[NoticeForm]:
        return NoticeForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/end/", end_now, name="end_now")]


notice_viewset = UrgentNoticeViewSet(NAME, url_prefix="urgent-notices")
