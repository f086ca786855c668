"""The form of the clinic's details: says beside what pages tell of them who approved those."""

from collections.abc import Callable
from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from clinic.content.blank_rows import WithoutBlankRows

# Fields that stand in the words of pages, in care cards.
TOLD_IN_PAGES = ("phone", "emergency_number", "when_closed")
# Where one is told, in words for staff, empty where nowhere: said by rooms that know pages and who approved them.
TOLD_BY: list[Callable[[str], str]] = []


class ClinicDetailsForm(WithoutBlankRows, WagtailAdminModelForm):
    """Names which pages a change is read on before it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in TOLD_IN_PAGES if name in self.fields and self.instance.pk]:
            told = " ".join(filter(None, (told_by(getattr(self.instance, name)) for told_by in TOLD_BY)))
            self.fields[name].help_text = f"{self.fields[name].help_text} {told}".strip()
