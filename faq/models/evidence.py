"""The sources that statements rest on."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from clinic.content.optimistic_lock_form import OptimisticLockForm
from clinic.content.panels import UsedInPanel
from faq.identifiers import doi_in, pmid_in

TOLD_TO_PROGRAMS = ["title", "authors", "journal", "year", "doi", "pmid"]
TOLD_TO_PROGRAMS += ["design", "counted", "people_counted", "conflicts"]


class Reference(TranslatableMixin, index.Indexed, models.Model):
    """One source that statements rest on: what it is, who was counted in it, and when we last looked at it."""

    class Design(models.TextChoices):
        GUIDELINE = "guideline", "Guideline or expert consensus"
        SYSTEMATIC_REVIEW = "systematic_review", "Systematic review of many studies"
        RCT = "rct", "Randomised trial"
        COHORT = "cohort", "People followed over time"
        CROSS_SECTIONAL = "cross_sectional", "People looked at once"
        CASE = "case", "Report on one or a few people"
        ANIMAL = "animal", "Animal or laboratory study"
        REVIEW = "review", "Review by experts"
        OPINION = "opinion", "Opinion or hypothesis"
        PUBLIC_INFORMATION = "public_information", "Public health information"

    class Seen(models.TextChoices):
        FULL = "full", "The whole text"
        ABSTRACT = "abstract", "The summary only"
        SECONDARY = "secondary", "Only what another source says of it"
        NOT_VERIFIED = "not_verified", "Not yet looked at"

    title = models.CharField(max_length=300)
    authors = models.CharField(
        max_length=300, help_text="As in a reference list, for example: Bean D, Johnson M, Kydd R."
    )
    journal = models.CharField("journal or publisher", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    doi = models.CharField(
        "DOI", max_length=200, blank=True, help_text="Paste the DOI or its address. It is brought to the right form."
    )
    pmid = models.CharField("PubMed ID (PMID)", max_length=60, blank=True, help_text="Paste the number or its address.")
    url = models.URLField("web address", blank=True, help_text="For a source without DOI or PubMed ID (PMID).")
    design = models.CharField("kind of study", max_length=30, choices=Design.choices)
    counted = models.CharField(
        "who was counted", max_length=300, blank=True, help_text="For example: 185 people at one specialist centre."
    )
    people_counted = models.PositiveIntegerField("how many people", null=True, blank=True)
    conflicts = models.CharField(
        "conflicts of interest", max_length=300, blank=True, help_text="For example: one author works for the maker."
    )
    seen = models.CharField("what we have read", max_length=20, choices=Seen.choices, default=Seen.NOT_VERIFIED)
    checked_on = models.DateField("last checked on", null=True, blank=True)
    retracted = models.BooleanField(default=False, help_text="Withdrawn by its journal. Readers are told.")

    base_form_class = OptimisticLockForm
    panels = [
        MultiFieldPanel([FieldRowPanel(["doi", "pmid"]), "url"], heading="Where to find it"),
        MultiFieldPanel(["title", "authors", FieldRowPanel(["journal", "year"])], heading="What it is"),
        MultiFieldPanel(["design", FieldRowPanel(["counted", "people_counted"])], heading="Who was counted"),
        MultiFieldPanel(
            ["conflicts", FieldRowPanel(["seen", "checked_on"]), "retracted"], heading="How far to trust it"
        ),
        UsedInPanel(heading="Used by"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("authors"),
        index.SearchField("doi"),
        index.SearchField("pmid"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
        index.FilterField("design"),
        index.FilterField("retracted"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["authors", "year"]
        constraints = [
            models.UniqueConstraint(fields=["doi", "locale"], condition=~Q(doi=""), name="one_reference_a_doi"),
            models.UniqueConstraint(fields=["pmid", "locale"], condition=~Q(pmid=""), name="one_reference_a_pmid"),
        ]

    def __str__(self) -> str:
        first = self.authors.split(",")[0]
        return f"{first} {self.year or 'no year'}: {self.title}"

    def clean(self) -> None:
        super().clean()
        self.doi = self.normal(
            "doi", doi_in, "This is not a DOI. A DOI begins with 10. and has a slash, such as 10.1000/182."
        )
        self.pmid = self.normal(
            "pmid", pmid_in, "This is not a PubMed ID (PMID). It has up to 8 digits and nothing else."
        )
        self.refuse_twin("doi", "DOI")
        self.refuse_twin("pmid", "PubMed ID (PMID)")

    def normal(self, field: str, found_in: Callable[[str], str | None], message: str) -> str:
        """The identifier of `field` in its one form; ValidationError in words when it is none."""
        pasted = getattr(self, field).strip()
        if not pasted:
            return ""
        found = found_in(pasted)
        if not found:
            raise ValidationError({field: message})
        return found

    def refuse_twin(self, field: str, label: str) -> None:
        value = getattr(self, field)
        locale = self.locale_id or self.get_default_locale().pk
        twin = value and Reference.objects.filter(**{field: value, "locale": locale}).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError({field: f"There is already a reference with this {label}: {twin}."})

    def words_shown(self) -> list[str]:
        """All that readers may see of it."""
        named = [self.authors, self.title, self.journal, str(self.year or ""), self.link, self.design, self.counted]
        return [*named, self.conflicts, self.seen, str(self.people_counted or ""), str(self.retracted)]

    def for_programs(self) -> dict[str, Any]:
        """What a reader is told of it, as JSON."""
        told = {name: getattr(self, name) for name in TOLD_TO_PROGRAMS}
        return told | {"url": self.link, "seen": self.seen, "retracted": self.retracted}

    @property
    def first_author(self) -> str:
        """The name a short citation begins with."""
        return self.authors.split(",")[0].strip(" .")

    @property
    def has_other_authors(self) -> bool:
        return "," in self.authors

    @property
    def link(self) -> str:
        """Where a reader can open the source; empty when nobody knows."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url
