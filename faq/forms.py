"""The editing form of a topic."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.models import Locale

from clinic.pages.forms import ClinicPageForm
from faq.lengths import TITLE_LENGTH


class TopicForm(ClinicPageForm):
    """Offers the shelves and the services in the topic's language, and counts the letters of its title (letters.js)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].widget.attrs["data-letters"] = TITLE_LENGTH
        if self.page_locale and "subject" in self.fields:
            self.fields["subject"].queryset = self.fields["subject"].queryset.filter(locale=self.page_locale)

    @cached_property
    def page_locale(self) -> Locale | None:
        return self.instance.locale if self.instance.locale_id else getattr(self.parent_page, "locale", None)
