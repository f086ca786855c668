"""The clinic's details in the words of another language."""

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from clinic.content.models import UnsignedWords
from clinic.site.words_of_details import WORDS


def other_languages() -> list[tuple[str, str]]:
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class DetailsWords(UnsignedWords):
    """The words among the clinic's details in one more language. What is left empty is shown in the first language."""

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

    unsigned_words = WORDS

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
    def said(self) -> dict[str, str]:
        """`{field: text}` of what was written."""
        return {name: text for name in WORDS if (text := getattr(self, name))}
