"""The forms of withdrawing a page and of putting one back."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from clinic.checks.claims.short_texts import forbidden_claims
from clinic.content.models.unsigned_words import READ
from clinic.content.read_by_clinician import AsksForClinician
from clinic.pages.models import Withdrawal
from clinic.pages.models.withdrawal import NOTICE_LENGTH

REASON_LENGTH = 10


class WithdrawForm(AsksForClinician):
    """Why a page goes, and what people find at its address from then on."""

    how = forms.ChoiceField(
        label="What happened to it?", choices=Withdrawal.SAID_BY_PEOPLE, widget=forms.RadioSelect, required=True
    )
    target = forms.ModelChoiceField(
        Page.objects.live(),
        required=False,
        label="Which page helps people now?",
        widget=AdminPageChooser,
        help_text="Needed if it has moved or another page takes its place: visitors are then led there in one step. "
        "Otherwise named first on the notice, if you choose one.",
    )
    notice = forms.CharField(
        required=False,
        label="What patients read",
        max_length=NOTICE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if it is no longer true, shown too if it is paused. In plain words: what is not true, or why "
        "it is paused and until when, and what to do. "
        "The title, the other page and your phone number are added.",
    )
    reason = forms.CharField(
        label="Why, for the record",
        min_length=REASON_LENGTH,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only staff read it. It is kept for good. Nothing about a patient, please.",
    )

    # Who is said to stand by the notice.
    read_by = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        how = cleaned.get("how")
        if how in Withdrawal.LEADS_ON and not cleaned.get("target"):
            self.add_error("target", "Choose the page that visitors are led to.")
        if how == Withdrawal.How.NO_LONGER_TRUE and cleaned.get("notice") == "":
            self.add_error("notice", "Write in plain words what is no longer true.")
        self.refuse_advice("notice", cleaned)
        if (name := cleaned.pop("read_by_clinician", "")) and "reason" in cleaned:
            cleaned["reason"] += f" {READ.format(name)}"
            self.read_by = name
        return cleaned

    def clean_notice(self) -> str:
        """Patients read it and no clinician signs it, so the claims check is asked."""
        notice = self.cleaned_data["notice"].strip()
        if claims := forbidden_claims(notice, "Notice of withdrawal"):
            raise forms.ValidationError(claims)
        return notice


class PlaceForm(forms.Form):
    """Where a draft goes whose old place is gone."""

    parent = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label="Put it below",
        widget=AdminPageChooser,
        error_messages={"required": "Choose a page."},
    )
