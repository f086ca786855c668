"""The screens for urgent notices: short enough for a phone, with no script needed."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.checks.claims.short_texts import forbidden_claims
from clinic.content.changed_meanwhile import BoundToVersion, Value
from clinic.content.local_times import ClinicTime
from clinic.content.models.unsigned_words import READ, name_for
from clinic.content.moments import moment
from clinic.content.read_by_clinician import AsksForClinician
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.site.models.notice import TEXT_LENGTH, UrgentNotice, unfilled_in
from clinic.staff.notices.openings import BEGINNINGS, text_for

NAME = "urgent_notices"
MOMENT = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeInput):
    """The browser's own date and time field: the one thing that is easy on a phone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MOMENT)


class NoticeForm(AsksForClinician, forms.ModelForm):
    """Beside the words of the first language, a field for each language that the site has pages in."""

    class Meta:
        model = UrgentNotice
        fields = ["text", "starts_at", "ends_at"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "maxlength": TEXT_LENGTH}),
            "starts_at": Moment,
            "ends_at": Moment,
        }
        field_classes = {"starts_at": ClinicTime, "ends_at": ClinicTime}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {field_for(code): code for code in other_languages()}
        for name, code in self.others.items():
            self.fields[name] = words_in(code, self.instance.in_languages.get(code, ""))
        self.order_fields(["text", *self.others, "read_by_clinician"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("text", *self.others):
            self.refuse_claims(name, cleaned)
            self.refuse_advice(name, cleaned)
        kept = {code: " ".join((cleaned.get(name) or "").split()) for name, code in self.others.items()}
        self.instance.in_languages = {code: text for code, text in kept.items() if text}
        ends_at = cleaned.get("ends_at")
        if ends_at and "ends_at" in self.changed_data and ends_at <= timezone.now():
            self.add_error("ends_at", "This moment has passed.")
        return cleaned

    def refuse_claims(self, name: str, cleaned: dict[str, Any]) -> None:
        text = cleaned.get(name) or ""
        if claims := forbidden_claims(text, "Urgent notice") if text else []:
            self.add_error(name, ValidationError(claims))
        elif name in self.others and (unfilled := unfilled_in(text)):
            self.add_error(name, unfilled)


def other_languages() -> list[str]:
    """In which the site has pages besides the first."""
    known = Page.objects.live().exclude(locale__language_code=settings.LANGUAGE_CODE).order_by()
    return sorted(known.values_list("locale__language_code", flat=True).distinct())


def field_for(language: str) -> str:
    return f"text_{language}"


def words_in(language: str, text: str) -> forms.CharField:
    said = {"rows": 3, "maxlength": TEXT_LENGTH, "lang": language}
    label = f"What patients read in {get_language_info(language)['name']}"
    help_text = "Left empty, the words above are shown there too."
    widget = forms.Textarea(attrs=said)
    return forms.CharField(
        label=label, initial=text, required=False, max_length=TEXT_LENGTH, help_text=help_text, widget=widget
    )


def record(notice: UrgentNotice, user: User, read_by: str = "") -> None:
    """The words and times, in the history of the notice and of the site. Who is said to have read them hears of it."""
    name_for(notice, read_by, notice.said)
    why = READ.format(read_by) if read_by else ""
    data = {"why": why, "text": notice.said, "from": notice.starts_at.isoformat(), "until": notice.ends_at.isoformat()}
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

    def beside(self) -> dict[str, Value]:
        """Its fields in other languages: no columns, which would be found by themselves."""
        saved = UrgentNotice.objects.get(pk=self.object.pk).in_languages
        return {field_for(code): saved.get(code, "") for code in other_languages()}

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
