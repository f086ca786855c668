"""What is safe to hand over in a file."""

from collections.abc import Callable
from functools import wraps
from typing import Any

# The wide ones are read as the others by programs set to Chinese or Japanese.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001

Value = Callable[[Any, str, Any, str], Any]


def harmless(value: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value


def guard() -> None:
    """What Wagtail's lists and reports write into a file goes through `harmless`; set up once for the process."""
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    SpreadsheetExportMixin.preprocess_field_value = without_formulas(SpreadsheetExportMixin.preprocess_field_value)


def without_formulas(value_of: Value) -> Value:
    """Cells of a workbook say themselves that they are text (Wagtail sees to it); those of CSV cannot."""

    @wraps(value_of)
    def shown(view: Any, field: str, value: Any, export_format: str) -> Any:
        cell = value_of(view, field, value, export_format)
        return harmless(cell) if export_format == view.FORMAT_CSV and isinstance(cell, str) else cell

    return shown
