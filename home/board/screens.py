from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from clinic.jobs.job_health import pulse
from clinic.people.menu import PAGE_RIGHTS
from clinic.people.roles import members
from faq.models import Subject
from home.board.gathering import texts_for
from home.board.month import first_of, month_of
from home.board.sections import CHECK, EDIT, PUBLISH, RULES, TRANSLATE, dates, sections


class BoardFilter(forms.Form):
    """Narrows the board down; the choices are what there is."""

    person = forms.TypedChoiceField(label="Looked after by", required=False, coerce=int, empty_value=None)
    subject = forms.TypedChoiceField(label="Subject", required=False, coerce=int, empty_value=None)

    def __init__(self, data, texts):
        super().__init__(data)
        people = {(text.person, text.name) for text in texts if text.name}
        self.fields["person"].choices = [("", "Everybody"), *sorted(people, key=lambda one: one[1])]
        self.fields["subject"].choices = [("", "All subjects"), *Subject.objects.values_list("pk", "name")]

    def narrow(self, texts):
        """A choice that there is not narrows nothing down; the form says so."""
        self.is_valid()
        person, subject = self.cleaned_data.get("person"), self.cleaned_data.get("subject")
        return [t for t in texts if person in (None, t.person) and subject in (None, t.subject)]


def board(request):
    """Where every text stands: what waits for whom, what is planned, what is due."""
    if not page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS):
        raise PermissionDenied
    everything = list(texts_for(request.user).values())
    form = BoardFilter(request.GET, everything)
    texts, now = form.narrow(everything), timezone.now()
    first = first_of(request.GET.get("month", ""), timezone.localdate())
    context = {
        "form": form,
        "sections": sections(texts, {key: request.GET.get(key) for key, *_ in RULES}, now, waiting_for()),
        "month": month_of(first, dates(texts)),
        "today": timezone.localdate(),
        "screens": screens_of(request.user),
        "pulse": pulse(),
    }
    return render(request, "home/board/board.html", context)


def waiting_for():
    """Who can take the step a text waits at, by the key of the section."""
    return {
        "sign-off": f"For a clinical reviewer who wrote none of it: {named('reviewer')}.",
        "to-publish": f"For a publisher: {named('publisher')}.",
    }


def named(role):
    return ", ".join(person.display_name for person in members(role)) or "there is none yet"


def screens_of(user):
    """Where each kind of line leads this person: to the screen itself where they may use it, else to the editor."""
    may_publish = page_permission_policy.user_has_permission(user, "publish")
    return {
        EDIT: EDIT,
        TRANSLATE: TRANSLATE,
        CHECK: CHECK if user.may_sign_off() else EDIT,
        PUBLISH: PUBLISH if may_publish else EDIT,
    }


def kept(query, *dropped):
    """The address' question without `dropped`, to put another value behind it."""
    rest = query.copy()
    for name in dropped:
        rest.pop(name, None)
    return rest.urlencode()
