"""What reviewers ask for, beside the words in their editor, whatever is edited there; and the writer's answer."""

import re
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from clinic.checks.remarks import anchor_of
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.review.models import Remark
from clinic.review.page_parts import DETAILS
from clinic.review.remarks import Asked, asked_about, give_answer
from clinic.site.models import ClinicDetails

TEMPLATE = "clinic/editing/asked.html"


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Remark
        fields = ["answer"]

    def clean_answer(self) -> str:
        """An answer may be another one later, not none."""
        if not self.cleaned_data["answer"]:
            raise forms.ValidationError("Write an answer.")
        return str(self.cleaned_data["answer"])


@never_cache
def asked(request: StaffRequest) -> HttpResponse:
    """Of what is edited `at` this address; nothing where nothing is asked, or where it is not for this person."""
    thing = edited_at(request.user, request.GET.get("at", ""))
    told = [Beside(one, thing) for one in asked_about(thing)] if thing else []
    return render(request, TEMPLATE, {"asked": told, "alone": False})


def edited_at(user: User, address: str) -> Any:
    """The page or text whose editor has this address, if something is asked of it. Details are edited by their site."""
    numbers = [int(number) for number in re.findall(r"\d{1,18}", address)]
    remarks = Remark.objects.open()
    known = remarks.filter(object_id__in=numbers) | remarks.filter(content_type__model=ClinicDetails._meta.model_name)
    things = {(one.content_type_id, one.object_id): one for one in known}
    targets = (one.target for one in things.values())
    return next((thing for thing in targets if thing and editor_of(user, thing) == address), None)


def editor_of(user: User, thing: Any) -> str:
    """Empty for whoever may not edit it."""
    return AdminURLFinder(user).get_edit_url(thing) or ""


@never_cache
@require_POST
def answer(request: StaffRequest, remark_id: int) -> HttpResponse:
    """Whoever may edit it may answer for it."""
    remark = get_object_or_404(Remark.objects.open(), pk=remark_id)
    if not remark.target or not editor_of(request.user, remark.target):
        raise PermissionDenied
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors["answer"][0], content_type="text/plain")
    give_answer(remark, request.user, form.cleaned_data["answer"])
    [told] = [one for one in asked_about(remark.target) if one.remark.pk == remark.pk]
    return render(request, TEMPLATE, {"asked": [Beside(told, remark.target)], "alone": True})


class Beside:
    """A remark with its place in the form: `anchor` of a block or field, or a field of the clinic's details."""

    def __init__(self, one: Asked, thing: Any) -> None:
        self.one, self.remark = one, one.remark
        self.field = self.remark.key.removeprefix(DETAILS) if isinstance(thing, ClinicDetails) else ""
        page = thing.specific if isinstance(thing, Page) else None
        self.anchor = anchor_of(page, self.remark.key) if page and self.remark.key and one.now is not None else ""
