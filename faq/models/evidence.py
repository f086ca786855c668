"""The sources that statements rest on."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from clinic.content.models.shared_text import SharedText
from clinic.content.panels import OriginalChangePanel, OtherLanguagesPanel, UsedInPanel
from faq.identifiers import doi_in, pmid_in

IDENTIFIERS: list[tuple[str, Callable[[str], str | None], str]] = [
    ("doi", doi_in, "This is not a DOI. A DOI begins with 10. and has a slash, such as 10.1000/182."),
    ("pmid", pmid_in, "This is not a PubMed ID (PMID). It has up to 8 digits and nothing else."),
]
FIRST_JOURNAL = 1665
# Behind a family name, as reference lists have them: "D", "DJ", "J-P", "J. P.".
INITIALS = re.compile(r"(?<=\S)(?:\s+[^\W\d_](?:[.\-\s]{0,2}[^\W\d_]){0,2}\.?)$")
# In words, with the initials: "Van der Berg JM".
LONGEST_NAME = 4
TOLD_TO_PROGRAMS = ["title", "authors", "journal", "year", "doi", "pmid"]
TOLD_TO_PROGRAMS += ["design", "counted", "people_counted", "conflicts"]


def family_name(author: str) -> str:
    """Without the initials; the name of an organization as it is.

    >>> family_name("Bean D")
    'Bean'
    """
    initials = INITIALS.search(author)
    is_a_person = initials and initials[0].isupper() and len(author.split()) <= LONGEST_NAME
    return author[: initials.start()] if initials and is_a_person else author


class Reference(SharedText):
    """One source that statements rest on: what it is, who was counted in it, and when we last looked at it."""

    shown_by = "components/reference.html"

    class Design(models.TextChoices):
        GUIDELINE = "guideline", "Guideline or expert consensus"
        SYSTEMATIC_REVIEW = "systematic_review", "Systematic review of many studies"
        RCT = "rct", "Randomised trial"
        COHORT = "cohort", "People followed over time"
        CROSS_SECTIONAL = "cross_sectional", "People looked at once"
        CASE_SERIES = "case_series", "Report on a series of people, nothing to compare with"
        CASE = "case", "Report on one or a few people"
        ANIMAL = "animal", "Animal or laboratory study"
        REVIEW = "review", "Review by experts"
        OPINION = "opinion", "Opinion or hypothesis"
        PUBLIC_INFORMATION = "public_information", "Information for the public (authority, hospital, publisher)"
        MAKER = "maker", "Information of a maker (manual, label)"

    class Seen(models.TextChoices):
        FULL = "full", "The whole text"
        ABSTRACT = "abstract", "The summary only"
        SECONDARY = "secondary", "Only what another source says of it"
        NOT_VERIFIED = "not_verified", "Not yet looked at"

    # "Established" asks for one of the first, or for two of the others, and for one that was read.
    GATHERING = (Design.GUIDELINE, Design.SYSTEMATIC_REVIEW)
    STUDIES = (Design.RCT, Design.COHORT, Design.CROSS_SECTIONAL)
    READ = (Seen.FULL, Seen.ABSTRACT)
    # Told to the public without a study; "published" asks for one of these, or for experts' standards.
    FOR_THE_PUBLIC = (Design.PUBLIC_INFORMATION, Design.MAKER)
    PUBLISHING = (Design.GUIDELINE, *FOR_THE_PUBLIC)

    title = models.CharField(max_length=300)
    # Where it stayed as it was printed when the entry was translated: that language, so that it is read aloud right.
    title_language = models.CharField(max_length=10, blank=True, editable=False)
    authors = models.CharField(
        max_length=300, help_text="As in a reference list, for example: Bean D, Johnson M, Kydd R."
    )
    journal = models.CharField("journal or publisher", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True, help_text="Paste the DOI or its address.")
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

    panels = [
        OriginalChangePanel(),
        MultiFieldPanel([FieldRowPanel(["doi", "pmid"]), "url"], heading="Where to find it"),
        MultiFieldPanel(["title", "authors", FieldRowPanel(["journal", "year"])], heading="What it is"),
        MultiFieldPanel(["design", FieldRowPanel(["counted", "people_counted"])], heading="Who was counted"),
        MultiFieldPanel(
            ["conflicts", FieldRowPanel(["seen", "checked_on"]), "retracted"], heading="How far to trust it"
        ),
        UsedInPanel(heading="Used by"),
        OtherLanguagesPanel(heading="In other languages"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("authors"),
        index.SearchField("doi"),
        index.SearchField("pmid"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
        *(index.FilterField(name) for name in ("locale", "authors", "title", "year", "design", "seen")),
        index.FilterField("checked_on"),
        index.FilterField("retracted"),
    ]

    class Meta(SharedText.Meta):
        ordering = ["authors", "year"]
        constraints = [
            models.UniqueConstraint(fields=["doi", "locale"], condition=~Q(doi=""), name="one_reference_a_doi"),
            models.UniqueConstraint(fields=["pmid", "locale"], condition=~Q(pmid=""), name="one_reference_a_pmid"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        first_language = self.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
        self.title_language = settings.LANGUAGE_CODE if first_language.filter(title=self.title).exists() else ""
        super().save(*args, **kwargs)

    @property
    def lang_of_title(self) -> str:
        """An attribute for the element around the title; empty where it is in the language of the entry."""
        return format_html(' lang="{}"', self.title_language) if self.title_language else ""

    @property
    def is_web_page(self) -> bool:
        """Told to the public at an address, in no journal: neither has it a summary nor is it a paper."""
        return self.design in self.FOR_THE_PUBLIC and bool(self.url) and not (self.doi or self.pmid)

    def __str__(self) -> str:
        return f"{self.first_family_name} {self.year or 'no year'}: {self.title}"

    def clean(self) -> None:
        """All that is wrong is said at once, beside its field."""
        super().clean()
        wrong: dict[str, str] = {}
        for field, found_in, message in IDENTIFIERS:
            pasted = getattr(self, field).strip()
            found = found_in(pasted)
            setattr(self, field, found or pasted)
            if pasted and not found:
                wrong[field] = message
        # What is accepted for printing has the date of its issue.
        if self.year and not FIRST_JOURNAL <= self.year <= timezone.localdate().year + 1:
            wrong["year"] = "This is not a year in which something was published."
        if wrong:
            raise ValidationError(wrong)
        self.refuse_twin("doi", "DOI")
        self.refuse_twin("pmid", "PubMed ID (PMID)")

    def refuse_twin(self, field: str, label: str) -> None:
        value = getattr(self, field)
        locale = self.locale_id or self.get_default_locale().pk
        kept = Q(**{field: value}) | Q(has_unpublished_changes=True, **{f"latest_revision__content__{field}": value})
        twin = value and Reference.objects.filter(kept, locale=locale).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError({field: f"There is already a reference with this {label}: {twin}."})

    def words_shown(self) -> list[str]:
        """All that readers may see of it."""
        return [*self.words_of_1_0(), self.pmid, str(self.checked_on or "")]

    def words_of_1_0(self) -> list[str]:
        """What 1.0 took for all of it: signatures of that time are found by it."""
        named = [self.authors, self.title, self.journal, str(self.year or ""), self.link, self.design, self.counted]
        return [*named, self.conflicts, self.seen, str(self.people_counted or ""), str(self.retracted)]

    def in_words(self) -> str:
        """The same for a reviewer, without what only the code knows."""
        where = [self.link, f"PubMed {self.pmid}" if self.pmid and self.doi else "", self.get_design_display()]
        who = [self.counted, f"{self.people_counted} people" if self.people_counted else "", self.conflicts]
        trust = [self.get_seen_display(), f"looked at on {self.checked_on:%-d %B %Y}" if self.checked_on else ""]
        told = [self.authors, self.title, self.journal, str(self.year or ""), *where, *who, *trust]
        return "\n".join(filter(None, [*told, "Retracted" if self.retracted else ""]))

    def for_programs(self) -> dict[str, Any]:
        """What a reader is told of it, as JSON."""
        told = {name: getattr(self, name) for name in TOLD_TO_PROGRAMS}
        return told | {"url": self.link, "seen": self.seen, "retracted": self.retracted}

    @property
    def is_read(self) -> bool:
        """Whether somebody here has read it, or its summary."""
        return self.seen in self.READ

    @property
    def gathers(self) -> bool:
        return self.design in self.GATHERING

    @property
    def is_study(self) -> bool:
        """Whether people were looked at in it in a way that may be held against another such study."""
        return self.design in self.STUDIES

    @property
    def is_for_the_public(self) -> bool:
        return self.design in self.FOR_THE_PUBLIC

    @property
    def publishes(self) -> bool:
        """Whether it tells the public or the profession what to expect or to do, and is no study."""
        return self.design in self.PUBLISHING

    @property
    def author_names(self) -> list[str]:
        return [name.strip(" .") for name in self.authors.split(",") if name.strip(" .")]

    @property
    def first_author(self) -> str:
        """The name a short citation begins with."""
        return next(iter(self.author_names), "")

    @property
    def first_family_name(self) -> str:
        """What staff call it by."""
        return family_name(self.first_author)

    @property
    def second_author(self) -> str:
        """The other of exactly two authors; empty where there are more, or one."""
        names = self.author_names
        return names[1] if len(names) == 2 and names[1] != "et al" else ""

    @property
    def has_other_authors(self) -> bool:
        return len(self.author_names) > 1 and not self.second_author

    @property
    def link(self) -> str:
        """Where a reader can open the source; empty when nobody knows."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url
