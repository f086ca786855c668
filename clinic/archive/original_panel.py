"""The page that a translation translates, beside the form of the translation: read on one side, write on the other."""

from typing import Any

from django import forms
from django.http import HttpRequest
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page


class OriginalSidePanel(BaseSidePanel):
    """Its words, with what changed in them marked, are asked for when the panel is opened."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        icon_name = "globe"

        @property
        def aria_label(self) -> str:
            return str(self.panel.title)

    name = "original"
    template_name = "clinic/translation/original_panel.html"
    order = 160

    def __init__(self, page: Page, request: HttpRequest, original: Page) -> None:
        self.original = original
        self.title = f"The {original.locale.language_name} page"
        super().__init__(page, request)

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": ["clinic/css/translating.css"]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"original": self.original, "title": self.title}
