"""The forms of publishing, scheduling and publishing in an emergency."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.content.local_times import ClinicTime
from clinic.staff.reviewing.forms import REASON_LENGTH, BoundToWords


class EmergencyForm(BoundToWords):
    """An admin's reason to put a text live before anyone has checked it."""

    reason = forms.CharField(
        label="Why can this not wait?",
        min_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the record. The page is marked as not yet reviewed until a second person approves it.",
    )


class PublishForm(BoundToWords):
    """When the signed words go live; of a page that is translated, whether the translations must follow."""

    of_these_words = ("meaning",)
    MEANING, WORDING = "meaning", "wording"

    meaning = forms.ChoiceField(
        label="Does this change what the text means?",
        choices=[
            (MEANING, "Yes. The translations must follow; their readers are told until they do."),
            (WORDING, "No, only the wording: spelling, a clearer sentence. The translations still say the same."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the translations must follow."},
    )
    go_live_at = ClinicTime(
        label="Go live at",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-begins": ""}, format="%Y-%m-%dT%H:%M"),
        help_text="Leave empty to publish now.",
    )

    expire_at = ClinicTime(
        label="Take down at",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="From then on patients read that the time of this page is over. Leave empty to let it stay.",
    )

    def __init__(
        self, *args: Any, translated: bool = False, ends: datetime | None = None, stays: str = "", **kwargs: Any
    ) -> None:
        """`ends`: the end that is planned, if one is; `stays`: why there can be none."""
        super().__init__(*args, **kwargs)
        self.stays = stays
        self.fields["expire_at"].initial = ends
        if not translated:
            del self.fields["meaning"]
        if ends:
            self.fields["expire_at"].widget.attrs["data-begins"] = f"{timezone.localtime(ends):%Y-%m-%dT%H:%M}"
        else:
            del self.fields["expire_at"]

    @property
    def only_wording(self) -> bool | None:
        """What was answered; None where nobody was asked."""
        said = self.cleaned_data.get("meaning")
        return said and said == self.WORDING

    def clean_go_live_at(self) -> datetime | None:
        moment = self.cleaned_data["go_live_at"]
        if moment and moment <= timezone.now():
            raise ValidationError("Choose a moment in the future, or leave this empty to publish now.")
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if end := cleaned.get("expire_at"):
            if self.stays:
                self.add_error("expire_at", self.stays)
            elif end <= (cleaned.get("go_live_at") or timezone.now()):
                self.add_error("expire_at", "Choose a moment after it goes live, or leave this empty.")
        return cleaned
