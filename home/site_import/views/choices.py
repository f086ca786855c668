"""The choices beside each row of a plan, as forms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from faq.importing.draft import Refused
from home.site_import.choosing import can_be_split, make_whole, split, tell_in
from home.site_import.models import Becomes, FoundRow
from home.site_import.old_site import OldSite


class RowForm(forms.Form):
    """What one page becomes. Its prefix is the key of the row."""

    becomes = forms.ChoiceField(label="Becomes")
    into = forms.IntegerField(label="Told in page no.", required=False, min_value=1)
    split = forms.BooleanField(label="Each heading a topic of its own", required=False)

    def __init__(self, row: FoundRow, places: Iterable[str], data: QueryDict | None = None) -> None:
        initial = {"becomes": row.becomes, "into": row.into.place if row.into else None, "split": row.is_split}
        super().__init__(data, prefix=str(row.pk), initial=initial, use_required_attribute=False)
        self.row = row
        chosen: Any = self.fields["becomes"]
        chosen.choices = [(one.value, one.label) for one in Becomes if one in {*places, Becomes.NOTHING}]
        for name in self.not_asked():
            del self.fields[name]
        for name, field in self.fields.items():
            field.widget.attrs |= {"aria-label": f"{field.label}: {row.title}", "class": f"moving-in__{name}"}

    def not_asked(self) -> set[str]:
        """Nothing of a page that is here already; a page that is split has its parts to be asked about."""
        if self.row.page_id:
            return {"becomes", "into", "split"}
        return ({"becomes", "into"} if self.row.is_split else set()) | (set() if can_be_split(self.row) else {"split"})

    def keep(self, old: OldSite) -> None:
        """Write the choice into the row; what cannot be is an error of its field."""
        row, becomes = self.row, self.cleaned_data.get("becomes", self.row.becomes)
        if row.becomes != becomes:
            row.becomes, row.why = becomes, ""
            row.save(update_fields=["becomes", "why"])
        try:
            self.keep_split(old)
        except Refused as refusal:
            self.add_error("split", str(refusal))
        try:
            self.keep_into(old)
        except Refused as refusal:
            self.add_error("into", str(refusal))

    def keep_split(self, old: OldSite) -> None:
        if "split" in self.fields and self.cleaned_data["split"] != self.row.is_split:
            if self.cleaned_data["split"]:
                split(self.row, old)
            else:
                make_whole(self.row)

    def keep_into(self, old: OldSite) -> None:
        if "into" not in self.cleaned_data:
            return
        number = self.cleaned_data["into"]
        if number == (self.row.into.place if self.row.into else None) or self.row.is_split:
            return
        other = next((row for row in old.pages if row.place == number and not row.part), None)
        if number and other is None:
            raise Refused(f"There is no page no. {number}.")
        tell_in(self.row, other)
