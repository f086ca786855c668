"""The question which clinician has read words that no clinician approves, and stands by them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from clinic.content.models.unsigned_words import advice_in

LABEL = "Which clinician has read these words and stands by them?"
HELP = (
    "Asked for where words say what to do about an illness. Show them the words before you choose: the record keeps "
    "their name, and that you said so. Whoever may approve texts is in the list, with an account or without."
)
NOBODY = "Nobody yet"
# Names of whoever may approve texts, with their titles. Known to the room of reviews.
CLINICIANS: list[Callable[[], list[str]]] = []


def clinicians() -> list[tuple[str, str]]:
    names = sorted({name for say in CLINICIANS for name in say()})
    return [("", NOBODY), *((name, name) for name in names)]


def question() -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=clinicians, label=LABEL, help_text=HELP)


class ReadByClinicianForm(WagtailAdminModelForm):
    """Of a model with UnsignedWords, and of its rows in other languages. UnsignedWordsPanel shows the question."""

    read_by_clinician = question()

    def asks_for_clinician(self, relation: str = "") -> bool:
        """Were words of the row, or of rows of `relation`, refused until one is named? One that is named stays."""
        rows = getattr(self, "formsets", {})[relation].forms if relation else [self]
        return bool(self["read_by_clinician"].value()) or any(one.instance.asks_for_clinician for one in rows)

    def _post_clean(self) -> None:
        below = [form.instance for formset in getattr(self, "formsets", {}).values() for form in formset.forms]
        for one in [self.instance, *below]:
            one.read_by_clinician = self.cleaned_data.get("read_by_clinician", "")
        super()._post_clean()


class AsksForClinician(forms.Form):
    """For a form of our own: `refuse_advice` in its `clean`."""

    read_by_clinician = question()

    def refuse_advice(self, name: str, cleaned: dict[str, Any]) -> None:
        advice = advice_in(cleaned.get(name, "")) if name in self.changed_data else []
        if advice and not cleaned.get("read_by_clinician"):
            self.add_error(name, ValidationError(advice))
