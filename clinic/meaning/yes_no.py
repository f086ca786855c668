"""A column of a list that says yes or no: "True" and "False" are no words for staff."""

from typing import Any

from wagtail.admin.ui.tables import Column


class YesNoColumn(Column):
    """Reads the field `name`."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label=label, sort_key=name)

    def get_value(self, instance: Any) -> str:
        return "Yes" if super().get_value(instance) else "No"
