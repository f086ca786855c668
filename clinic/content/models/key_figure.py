"""A number the clinic stands by, written once and shown on many pages."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Locale
from wagtail.search import index

from clinic.content.models.shared_text import SharedText
from clinic.content.panels import OriginalChangePanel, OtherLanguagesPanel, UsedInPanel
from clinic.content.translated_figures import in_words_of, number_in
from clinic.content.unfinished_words import placeholder_in

# What says how a number is known.
FRAME = ("counted_who", "counted_by", "counted_how", "period")


class KeyFigureQuerySet(models.QuerySet):
    def overdue(self, today: date | None = None) -> Self:
        """Figures whose day of checking has passed."""
        return self.filter(check_by__lt=today or timezone.localdate())


class KeyFigure(SharedText):
    """A number the clinic stands by, written once: change it here and every page that shows it changes."""

    name = models.CharField(
        "name for staff", max_length=100, help_text="How you find it again, for example: Patients seen so far."
    )
    value = models.CharField(max_length=40, help_text="As it should read, for example: about 800.")
    unit = models.CharField(max_length=60, blank=True, help_text="What is counted, for example: people.")
    counted_who = models.TextField(
        "who was counted", help_text="One sentence, for example: Everyone with CRPS who had a first visit here."
    )
    counted_by = models.CharField(
        "who counted", max_length=150, help_text="For example: the clinic's own records team."
    )
    counted_how = models.TextField(
        "how it was counted", help_text="One sentence, for example: From appointment records."
    )
    period = models.CharField("between which dates", max_length=100, blank=True, help_text="For example: 2012 to 2026.")
    as_of = models.DateField("as of", help_text="The day this number was last counted.")
    check_by = models.DateField("review by", help_text="After this day the editor warns that the number is old.")

    panels = [
        OriginalChangePanel(),
        FieldPanel("name"),
        MultiFieldPanel([FieldRowPanel(["value", "unit"]), FieldRowPanel(["as_of", "check_by"])], heading="The number"),
        MultiFieldPanel(["counted_who", "counted_by", "counted_how", "period"], heading="How we know it"),
        UsedInPanel(heading="Used in"),
        OtherLanguagesPanel(heading="In other languages"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("value"),
        index.SearchField("counted_who"),
        index.AutocompleteField("name"),
        *(index.FilterField(name) for name in ("locale", "name", "as_of", "check_by")),
    ]

    objects = KeyFigureQuerySet.as_manager()

    class Meta(SharedText.Meta):
        ordering = ["name"]
        verbose_name = "key figure"

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"

    def clean(self) -> None:
        super().clean()
        if self.as_of and self.check_by and self.check_by <= self.as_of:
            raise ValidationError({"check_by": "Choose a day after the day it was counted."})
        if self.placeholders:
            message = "Write this before anybody can rely on the number. Take out: %s"
            raise ValidationError({field: message % said for field, said in self.placeholders.items()})
        self.refuse_another_number()

    def refuse_another_number(self) -> None:
        """A translation says in other words what the figure says, so its number is that of the first language.

        Where the first language comes later, it begins with the number that is read already.
        """
        source = self.number_is_of()
        known = [source, source.get_latest_revision_as_object()] if source else []
        if source and number_in(self.value) not in {number_in(one.value) for one in known}:
            language = source.locale.language_name
            raise ValidationError({"value": f"Write the number of the {language} figure: {known[-1].value}."})

    def number_is_of(self) -> "KeyFigure | None":
        if not self.locale_id:
            return None
        if not self.locale.is_default:
            return self.get_translation_or_none(Locale.get_default())
        is_read = self.pk and type(self)._base_manager.filter(pk=self.pk, live=True).exists()
        return None if is_read else self.get_translations().filter(live=True).order_by("pk").first()

    @property
    def placeholders(self) -> dict[str, str]:
        """{field: words} of the frame that only hold a place."""
        found = {field: placeholder_in(getattr(self, field)) for field in FRAME}
        return {field: said for field, said in found.items() if said}

    @cached_property
    def shown(self) -> "KeyFigure | None":
        """This figure in the words of the language that is read; None where nobody may read any yet."""
        return in_words_of(get_language(), [self]).get(self.pk)

    def read_as(self) -> set["KeyFigure"]:
        source = self.get_translation_or_none(Locale.get_default()) or self
        return {one for code, _ in settings.LANGUAGES for one in in_words_of(code, [source]).values()}

    @property
    def text(self) -> str:
        """The figure as a reader sees it: "about 800 people"."""
        return f"{self.value} {self.unit}".strip()

    def words_shown(self) -> list[str]:
        """All that readers may see of it: the number, and the frame that says how we know it."""
        return [self.text, self.counted_who, self.counted_by, self.counted_how, self.period, str(self.as_of)]

    def for_programs(self) -> dict[str, str]:
        """All that a reader is told of it, as JSON."""
        return {"figure": self.text, **{name: getattr(self, name) for name in FRAME}, "as_of": str(self.as_of)}

    @property
    def reader_words(self) -> list[str]:
        """All that readers see of the figure where it frames an observation."""
        return [self.text, self.counted_who, self.counted_by, self.counted_how, self.period]

    @property
    def is_overdue(self) -> bool:
        return self.check_by < timezone.localdate()
