"""The editing form of a topic."""

from typing import Any

from clinic.pages.forms import ClinicPageForm


class TopicForm(ClinicPageForm):
    """Offers the shelves of the topic's own language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locale = self.instance.locale_id or getattr(self.parent_page, "locale_id", None)
        if locale and "subject" in self.fields:
            self.fields["subject"].queryset = self.fields["subject"].queryset.filter(locale=locale)
