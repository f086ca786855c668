"""What stands above the questions of a topic in the editor."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import Panel

from faq.imported_sources import ImportedSourcesPanel
from faq.statements import without_kind


class ChoosingKindsPanel(Panel):
    """How many statements have no kind of knowledge yet, and the way to the list of them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "faq/choosing_kinds/panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk) and self.count > 0

        @property
        def count(self) -> int:
            return without_kind(self.instance.asked)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": self.count, "pk": self.instance.pk}


ABOVE_QUESTIONS = [ImportedSourcesPanel(), ChoosingKindsPanel()]
