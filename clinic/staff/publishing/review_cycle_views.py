"""Handing a leaver's pages over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from clinic.pages import review_cycle
from clinic.people.models import User
from clinic.people.requests import StaffRequest


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
