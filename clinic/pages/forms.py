"""The editing form that all page types of the clinic share."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ClinicPageForm(WagtailAdminPageForm):
    """Refuses to save what would drop something stored: the form holds no blocks that the code no longer has."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if said := self.instance.why_it_cannot_be_saved():
            self.add_error(None, said)
        return cleaned
