"""The form of a decision about words that were read."""

from typing import Any

from django import forms

from clinic.staff.bound_forms import BoundForm


class DecisionForm(BoundForm):
    """The button that was pressed, and a note: the same of a page and of a shared text."""

    SIGN, CHANGE = "sign", "change"

    outcome = forms.ChoiceField(
        choices=[(SIGN, "Approve"), (CHANGE, "Ask for a change")],
        error_messages={"required": "Press Approve or Ask for a change."},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text="Needed if you ask for a change.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == self.CHANGE and not self.remarks:
            self.need("note", cleaned, "Write what should change.")
        return cleaned

    def need(self, field: str, cleaned: dict[str, Any], message: str) -> bool:
        if not cleaned.get(field) and field not in self.errors:
            self.add_error(field, message)
        return bool(cleaned.get(field))

    @property
    def remarks(self) -> dict[str, str]:
        """What was said beside single passages."""
        return {}

    def asked(self) -> list[forms.BoundField]:
        """What is asked besides the buttons."""
        return [self["note"]]

    @property
    def refused_beside(self) -> list[forms.BoundField]:
        """What was refused beside the text, maybe many screens away from the buttons that were pressed."""
        told_here = {"outcome", *(field.name for field in self.asked())}
        return [field for field in self.visible_fields() if field.errors and field.name not in told_here]

    @property
    def signs(self) -> bool:
        return self.cleaned_data["outcome"] == self.SIGN
