"""The forms of editing and copying that all page types of the clinic share."""

from datetime import datetime, timedelta
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from clinic.content.blank_rows import WithoutBlankRows

OVER = "That moment is over. Choose one in the future, or leave this empty."


class ClinicPageForm(WithoutBlankRows, WagtailAdminPageForm):
    """Refuses to save what would drop something stored: the form holds no blocks that the code no longer has.

    A title of which no address can be made, such as 疼痛, gets that of its type: topic, topic-2.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or self.initial.get("slug") or self.free_slug()

    def clean_expire_at(self) -> datetime | None:
        """A page that came down on its day can be written again, and put up again: that day is over."""
        return self.unless_over("expire_at")

    def clean_go_live_at(self) -> datetime | None:
        """Wagtail would take a day that is over, and say nothing."""
        day = self.unless_over("go_live_at")
        if day and day < timezone.now():
            raise ValidationError(OVER)
        return day

    def unless_over(self, name: str) -> datetime | None:
        """What is chosen in the field; None for a day that is over and was chosen before."""
        day, known = self.cleaned_data[name], getattr(self.instance, name)
        is_over = day and known and day < timezone.now() and abs(day - known) < timedelta(minutes=1)
        return None if is_over else day

    def free_slug(self) -> str:
        wanted = slugify(self.cleaned_data.get("title", "")) or slugify(self.instance._meta.verbose_name)
        siblings = self.parent_page.get_children().exclude(pk=self.instance.pk)
        taken = set(siblings.values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(slug for slug in chain([wanted], numbered) if slug not in taken)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if said := self.instance.why_it_cannot_be_saved():
            self.add_error(None, said)
        return cleaned


class ClinicCopyForm(CopyForm):
    """Offers nothing that would be refused: a copy is a draft that nobody has approved, and has words of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
