"""Rows below a form that somebody added and has not filled in: they stop no save."""

from typing import Any

from django.forms.models import BaseModelFormSet


class WithoutBlankRows:
    """For the form of a model with rows of its own, such as the services of a topic. A row that was emptied goes."""

    formsets: dict[str, BaseModelFormSet]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for formset in self.formsets.values():
            if formset.is_bound and formset.can_delete:
                leave_out_blank_rows(formset)


def leave_out_blank_rows(formset: BaseModelFormSet) -> None:
    """Before its rows are read. The editor does the same with one that was added and taken away again."""
    asked = formset.form.base_fields
    rows = [formset.add_prefix(row) for row in range(formset.total_form_count())]
    blank = [row for row in rows if not any(formset.data.get(f"{row}-{name}") for name in asked)]
    if blank:
        data = formset.data.copy()  # type: ignore[attr-defined]  # a dict, or what was posted
        for row in blank:
            data[f"{row}-DELETE"] = "on"
        formset.data = data
