"""In which words patients ask for a page: kept by staff, shown to nobody, read by search."""

from typing import Any, ClassVar

from django.db import models
from wagtail.search import index

from clinic.content.patient_words import wordings_in


class AskedByPatients(models.Model):
    """A page that patients look for in words of their own. Goes before ClinicPage."""

    asked_as = models.TextField(
        "how patients ask it",
        blank=True,
        help_text="One wording a line, as patients say or type it. Search finds the page by all of them.",
    )

    patient_words: tuple[str, ...] = ("asked_as",)
    later_fields: tuple[str, ...] = ("asked_as",)
    search_fields: ClassVar[list[Any]] = [index.SearchField("asked_as", boost=1.5)]

    class Meta:
        abstract = True

    @property
    def wordings(self) -> list[str]:
        """One each, without empty lines."""
        return wordings_in(self.asked_as)
