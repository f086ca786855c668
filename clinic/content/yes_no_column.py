"""What lists say of yes and no: "True" and "False" are no words for staff."""

from collections.abc import Iterator
from typing import Any

import django_filters
from wagtail.admin.active_filters import ActiveFilter, BaseFilterAdapter, register_filter_adapter_class
from wagtail.admin.ui.tables import Column


class YesNoColumn(Column):
    """Reads the field `name`."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label=label, sort_key=name)

    def get_value(self, instance: Any) -> str:
        return "Yes" if super().get_value(instance) else "No"


class YesNoAdapter(BaseFilterAdapter):
    """What a list was narrowed to, above it."""

    def get_active_filters(self) -> Iterator[ActiveFilter]:
        for one in super().get_active_filters():
            yield one._replace(value="Yes" if self.value else "No")


register_filter_adapter_class(django_filters.BooleanFilter, YesNoAdapter)
