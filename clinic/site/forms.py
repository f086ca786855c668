"""The form of the clinic's details: says beside what pages tell of them who approved those."""

from collections.abc import Callable
from typing import Any

from django import forms

from clinic.content.blank_rows import WithoutBlankRows
from clinic.content.read_by_clinician import ReadByClinicianForm
from clinic.site.colours import colour

# Fields that stand in the words of pages, in care cards.
TOLD_IN_PAGES = ("phone", "emergency_number", "when_closed")
# Where one is told, in words for staff, empty where nowhere: said by rooms that know pages and who approved them.
TOLD_BY: list[Callable[[str], str]] = []


BEHIND = (
    "Left as it was when the English words were changed: {}. Correct it below, or tick that it still says the same."
)


class ColourInput(forms.TextInput):
    """A colour as # and six signs; with scripts the browser's picker stands beside it, on ours while it is empty."""

    class Media:
        js = ("clinic/js/colour-field.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, (attrs or {}) | {"data-colour": colour("deep")})


class ClinicDetailsForm(WithoutBlankRows, ReadByClinicianForm):
    """Names which pages a change is read on before it is saved, and what is behind in other languages."""

    still_hold = forms.BooleanField(required=False, label="What other languages say still holds", help_text=BEHIND)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        behind = [row.told_behind for row in self.instance.in_languages.all() if row.behind] if self.instance.pk else []
        if behind:
            self.fields["still_hold"].help_text = BEHIND.format("; ".join(behind))
        else:
            del self.fields["still_hold"]
        for name in [name for name in TOLD_IN_PAGES if name in self.fields and self.instance.pk]:
            told = " ".join(filter(None, (told_by(getattr(self.instance, name)) for told_by in TOLD_BY)))
            self.fields[name].help_text = f"{self.fields[name].help_text} {told}".strip()

    def _post_clean(self) -> None:
        self.instance.translations_still_hold = self.cleaned_data.get("still_hold", False)
        super()._post_clean()
