"""Confirming a page in one action, and handing a leaver's pages over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from clinic.checks.runner import blocking, findings_for
from clinic.pages import review_cycle
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.review.newest_words import NewestWords
from clinic.review.signers import Signer
from clinic.staff.publishing.deciding import page_for


def still_accurate(request: StaffRequest, page_id: int) -> HttpResponse:
    """One button on the checking screen: read again, nothing has to change."""
    if not request.user.may_sign_off():
        raise PermissionDenied
    newest = page_for(request.user, page_id)
    if request.method == "POST":
        say(request, confirmed(request, newest))
    return redirect("clinic_check", page_id)


def confirmed(request: StaffRequest, newest: NewestWords) -> str:
    """Why not, in words; empty when it is done."""
    if blocking(findings_for(newest.words)):
        return "Findings stop this text. Have them mended, or approve it with a reason."
    try:
        review_cycle.still_accurate(newest.page, request.POST.get("seen", ""), Signer.of_user(request.user))
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def say(request: StaffRequest, refusal: str) -> None:
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, "Confirmed: still accurate. The page shows your name and the new date.")


class HandOverForm(forms.Form):
    leaver = forms.ModelChoiceField(User.objects.order_by("username"), label="Who hands over?")
    successor = forms.ModelChoiceField(User.objects.filter(is_active=True).order_by("username"), label="To whom?")
    deactivate = forms.BooleanField(label="Deactivate account", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("leaver") and cleaned["leaver"] == cleaned.get("successor"):
            raise ValidationError("Choose two different people.")
        return cleaned


@permission_required("people.change_user", raise_exception=True)
def hand_over(request: StaffRequest) -> HttpResponse:
    """All pages of one person go to another, in one step."""
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number = review_cycle.hand_over(given["leaver"], given["successor"], request.user, given["deactivate"])
        messages.success(request, f"{number} pages now belong to {given['successor'].display_name}.")
        return redirect("clinic_hand_over")
    return render(request, "clinic/reviewing/hand_over.html", {"form": form})
