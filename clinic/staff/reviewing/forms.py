"""The forms of reviewing and of inviting a clinician; and what forms about the words of a page have in common."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from clinic.checks.findings import Finding
from clinic.review.due_dates import check_due, months_after
from clinic.review.models import Clinician
from clinic.staff.bound_forms import BoundForm
from clinic.staff.reviewing.decision_form import DecisionForm

REASON_LENGTH = 20
# Before the key of a passage: the name of the field for what should change there.
REMARK = "remark_"
# Before the key of a finding: for why it may stand.
OVERRIDE = "override_"
# The name of the buttons that show more or less of the text, and decide nothing.
LOOK = "look"


def typed(request: HttpRequest) -> dict[str, Any]:
    """What a form begins with. Whoever only looks at more of the text finds in it what they had typed."""
    said = request.POST.dict()
    return {"initial": said} if LOOK in said else {"data": said or None}


class BoundToWords(BoundForm):
    """Bound to the words of a page, whose hash is `shown`; `noted` tells them part by part (SeenParts)."""

    seen_parts = forms.CharField(required=False, widget=forms.HiddenInput)
    # What is said of the words that were shown, and of no others.
    of_these_words: tuple[str, ...] = ()

    def __init__(self, *args: Any, shown: str, noted: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        are_others = self.initial.pop("seen", shown) != shown
        for name in ("seen_parts", *(self.of_these_words if are_others else ())):
            self.initial.pop(name, None)
        self.shown = self.fields["seen"].initial = shown
        self.noted = self.fields["seen_parts"].initial = noted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.pop("seen_parts", None)
        return cleaned

    def refuse(self, refusal: ValidationError) -> None:
        """Say why not. The words that are shown beside it now are the newest, so the form is bound to these."""
        self.add_error(None, refusal.messages)
        self.bind(self.shown)

    def bind(self, shown: str) -> None:
        are_others = self.data.get("seen") != shown
        super().bind(shown)
        if not self.is_bound:
            return
        posted = self.data.copy()  # type: ignore[attr-defined]  # a dict, or what was posted
        posted["seen_parts"] = self.noted
        for name in self.of_these_words if are_others else ():
            posted.pop(name, None)
        self.data = posted


class SignOffForm(BoundToWords, DecisionForm):
    """The same questions for staff and for a clinician who comes by a link.

    `longest`: months to the next check at most. `overridable`: findings that stop approval unless the
    signer writes why not; each gets a field of its own. `passages`: keys of those that a remark may be made about.
    """

    of_these_words = ("sources_checked",)

    sources_checked = forms.BooleanField(
        label="I have checked the sources", required=False, help_text="Opened them, not only read their titles."
    )
    next_due = forms.DateField(
        label="Review by", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self,
        *args: Any,
        longest: int,
        overridable: Iterable[Finding] = (),
        passages: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.longest = longest
        self.overridable = list(overridable)
        self.fields["next_due"].initial = latest = months_after(timezone.localdate(), longest)
        # Another day than this was chosen here, also where it came back with the page (ask-before-leaving.js).
        self.fields["next_due"].widget.attrs["data-begins"] = latest.isoformat()
        self.fields["next_due"].help_text = f"{latest:%-d %B %Y} at the latest; sooner where you are in doubt."
        for finding in self.overridable:
            self.fields[OVERRIDE + finding.key] = forms.CharField(
                label=f"Why this may stand: “{finding.excerpt}”",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "form": "decision"}),
                help_text=f"Leave empty to keep it as a stop; else at least {REASON_LENGTH} letters.",
            )
        for key in passages:
            self.fields[REMARK + key] = forms.CharField(
                label="What should change here?",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2, "form": "decision"}),
            )
        if said := self.remarks_on_what_is_gone(self.initial):
            self.initial["note"] = "\n".join(filter(None, [self.initial.get("note", ""), *said]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["note"] = "\n".join(filter(None, [cleaned.get("note", ""), *self.remarks_on_what_is_gone(self.data)]))
        if cleaned.get("outcome") == self.SIGN:
            self.clean_signature(cleaned)
        return cleaned

    def remarks_on_what_is_gone(self, posted: Mapping[str, Any]) -> list[str]:
        """What was asked of passages that cannot be found again: it is said in the note."""
        said = [str(posted[name]).strip() for name in posted if name.startswith(REMARK) and name not in self.fields]
        return [one for one in said if one]

    def clean_signature(self, cleaned: dict[str, Any]) -> None:
        self.need("sources_checked", cleaned, "Tick this once you have checked the sources.")
        if self.need("next_due", cleaned, "Choose the day by which this is to be reviewed again."):
            try:
                check_due(cleaned["next_due"], timezone.localdate(), self.longest)
            except ValidationError as error:
                self.add_error("next_due", error)
        for key in self.remarks:
            self.add_error(REMARK + key, "Ask for a change, or take this out: who approves asks for none.")
        for key, reason in self.overrides.items():
            if len(reason) < REASON_LENGTH:
                self.add_error(OVERRIDE + key, f"Write at least {REASON_LENGTH} letters: the reason is kept.")

    @property
    def overrides(self) -> dict[str, str]:
        """`{finding key: written reason}` for those with a reason."""
        reasons = {
            finding.key: self.cleaned_data.get(OVERRIDE + finding.key, "").strip() for finding in self.overridable
        }
        return {key: reason for key, reason in reasons.items() if reason}

    @property
    def remarks(self) -> dict[str, str]:
        said = {name.removeprefix(REMARK): text for name, text in self.cleaned_data.items() if name.startswith(REMARK)}
        return {key: text for key, text in said.items() if text}

    def asked(self) -> list[forms.BoundField]:
        return [self["sources_checked"], self["next_due"], self["note"]]


class InviteForm(BoundToWords):
    """A clinician without an account who is to sign this one text."""

    clinician = forms.ModelChoiceField(
        Clinician.objects.none(),
        help_text="From the list of clinicians without an account, which an admin keeps. The link is sent to the "
        "address there. It works once, for 7 days.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clinician"].queryset = Clinician.objects.askable()  # type: ignore[attr-defined]

    @property
    def has_clinicians(self) -> bool:
        return Clinician.objects.askable().exists()

    def not_yet(self) -> list[str]:
        """Who stands in the list and cannot be asked yet, and why."""
        return [one.why_not_yet() for one in Clinician.objects.not_askable()]


class TakeOffForm(BoundToWords):
    """Somebody who signed by a link no longer stands behind what patients read."""

    of_these_words = ("sure",)

    reason = forms.CharField(
        label="Why do you take your name off?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The clinic reads it, and decides what becomes of the page. Patients do not.",
    )
    sure = forms.BooleanField(
        label="I no longer stand behind these words",
        help_text="The page then says that no clinician does, until somebody approves it again. You cannot undo it.",
        error_messages={"required": "Tick this if you want your name off."},
    )
