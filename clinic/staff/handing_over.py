"""Handing a leaver's pages over."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from clinic.pages import handing_over
from clinic.people.models import User
from clinic.people.requests import StaffRequest


class HandOverForm(forms.Form):
    leaver = forms.ModelChoiceField(User.objects.order_by("username"), label="Who hands over?")
    successor = forms.ModelChoiceField(User.objects.filter(is_active=True).order_by("username"), label="To whom?")
    deactivate = forms.BooleanField(
        label="Deactivate account",
        required=False,
        help_text="Nobody can log in with it any more. What was written and approved keeps the name.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("leaver") and cleaned["leaver"] == cleaned.get("successor"):
            raise ValidationError("Choose two different people.")
        return cleaned


@permission_required("people.change_user", raise_exception=True)
def hand_over(request: StaffRequest) -> HttpResponse:
    """All pages of one person go to another, in one step; before it, on asking, they are listed."""
    only_looks = "show" in request.POST
    form = HandOverForm(initial=request.POST.dict()) if only_looks else HandOverForm(request.POST or None)
    if not only_looks and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number = handing_over.hand_over(given["leaver"], given["successor"], request.user, given["deactivate"])
        messages.success(request, handed_over(number, **given))
        return redirect("clinic_hand_over")
    leaver = leaver_in(form)
    pages = handing_over.pages_of(leaver) if leaver else []
    task = "Hand pages over"
    context = {"form": form, "leaver": leaver, "pages": pages, "header_title": task, "page_title": task}
    return render(request, "clinic/hand_over.html", context | {"header_icon": "group"})


def leaver_in(form: HandOverForm) -> User | None:
    """Who was chosen to hand over, if anybody."""
    with suppress(ValidationError):
        return form.fields["leaver"].clean(form["leaver"].value())
    return None


def handed_over(number: int, leaver: User, successor: User, deactivate: bool) -> str:
    """What became of the pages and of the account, in words."""
    pages = "1 page now belongs" if number == 1 else f"{number} pages now belong"
    said = f"{pages} to {successor.display_name}." if number else f"{leaver.display_name} owned no pages."
    return f"{said} The account of {leaver.display_name} is deactivated." if deactivate else said
