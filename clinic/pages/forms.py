"""The forms of editing and copying that all page types of the clinic share."""

from datetime import datetime, timedelta
from itertools import chain, count
from textwrap import shorten
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from clinic.content.blank_rows import WithoutBlankRows
from clinic.pages.staying_up import why_it_stays_up

# Behind the title of a copy, by the language of its page; long titles are cut to what a topic takes.
COPIED = {"en": "(copy)", "es": "(copia)"}
LONGEST_TITLE = 65
OVER = "That moment is over. Choose one in the future, or leave this empty."


def free_slug(wanted: str, parent: Page, own: int | None = None) -> str:
    """`wanted`, or the first of wanted-2, wanted-3 … that no page below `parent` has but the one itself."""
    taken = set(parent.get_children().exclude(pk=own).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


class ClinicPageForm(WithoutBlankRows, WagtailAdminPageForm):
    """Refuses to save what would drop something stored: the form holds no blocks that the code no longer has.

    A title of which no address can be made, such as 疼痛, gets that of its type: topic, topic-2. An address that
    another page has gets a number while nobody can have been there yet; the form still makes it from the title.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        wanted: str = self.cleaned_data["slug"] or self.initial.get("slug") or self.slug_of_title()
        if self.instance.first_published_at:
            return wanted
        return free_slug(wanted, self.parent_page, self.instance.pk)

    def clean_expire_at(self) -> datetime | None:
        """A page that came down on its day can be written again, and put up again: that day is over."""
        day = self.unless_over("expire_at")
        if day and (said := why_it_stays_up(self.instance)):
            raise ValidationError(said)
        return day

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

    def slug_of_title(self) -> str:
        return slugify(self.cleaned_data.get("title", "")) or slugify(self.instance._meta.verbose_name)

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
        # Until somebody gives it a name of its own, it says that it is a copy: two of one title are mixed up.
        mark = COPIED.get(self.page.locale.language_code[:2], COPIED["en"])
        own = self.page.draft_title.removesuffix(f" {mark}")
        title = f"{shorten(own, LONGEST_TITLE - len(mark) - 1, placeholder='…')} {mark}"
        self.fields["new_title"].initial = title
        self.fields["new_slug"].initial = free_slug(slugify(title) or self.page.slug, self.page.get_parent())
