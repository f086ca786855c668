"""The clinic's details in the words of another language."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.utils.translation import get_language_info
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from clinic.content.models import UnsignedWords
from clinic.site.words_of_details import WORDS


def other_languages() -> list[tuple[str, str]]:
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class DetailsWordsManager(models.Manager["DetailsWords"]):
    def behind(self) -> models.QuerySet["DetailsWords"]:
        return self.exclude(behind=[])

    def note(self, before: Collection["DetailsWords"], changed: Collection[str], still_hold: bool) -> None:
        """`before`: the rows of one clinic as they were stored; `changed`: the words of the first language that this
        saving changes; `still_hold`: what was behind until now says the same after all.
        """
        stored = {row.pk: row for row in before}
        for row in self.filter(details__in={row.details_id for row in before}):
            old = stored.get(row.pk, row)
            own = {name for name in WORDS if getattr(old, name) != getattr(row, name)}
            left = set(changed) | ({*row.behind} if not still_hold else set())
            self.filter(pk=row.pk).update(behind=[name for name in WORDS if name in left - own and getattr(row, name)])


class DetailsWords(UnsignedWords):
    """The words among the clinic's details in one more language. What is left empty is shown in the first language.

    `behind`: names of those that were left as they were when the words of the first language were changed.
    """

    details = ParentalKey("site.ClinicDetails", on_delete=models.CASCADE, related_name="in_languages")
    language = models.CharField(max_length=10, choices=other_languages)
    strapline = models.CharField("tagline", max_length=120, blank=True)
    hours = models.TextField("opening hours", blank=True)
    when_closed = models.CharField("when you are closed", max_length=200, blank=True)
    directions = models.TextField("directions and parking", blank=True)
    payment = models.TextField("insurance and cost", blank=True)
    spoken_languages = models.TextField("languages you speak", blank=True)
    disclaimer = models.TextField(blank=True)
    crisis_line_name = models.CharField("name of the crisis line", max_length=80, blank=True)
    crisis_line_note = models.CharField("when and how to reach it", max_length=160, blank=True)

    behind = models.JSONField(default=list, blank=True, editable=False)

    objects = DetailsWordsManager()

    unsigned_words = WORDS
    may_name_contacts = True

    panels = [FieldPanel("language"), *(FieldPanel(name) for name in WORDS)]

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["details", "language"], name="details_once_a_language")]

    def __str__(self) -> str:
        return self.get_language_display()

    def log_words_on(self) -> models.Model:
        return self.details

    def label_of_words(self, name: str) -> str:
        return f"{super().label_of_words(name)} ({self})"

    @property
    def told_behind(self) -> str:
        """As in: Spanish: opening hours, directions and parking."""
        name = get_language_info(self.language)["name"]
        return f"{name}: {', '.join(UnsignedWords.label_of_words(self, one).lower() for one in self.behind)}"

    @property
    def said(self) -> dict[str, str]:
        """`{field: text}` of what was written."""
        return {name: text for name in WORDS if (text := getattr(self, name))}
