"""Claim rules as data that the clinic's admin can change."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from clinic.checks.claims.engine import Rule, objections
from clinic.checks.claims.name_lists import names_in_use
from clinic.checks.claims.patterns import KNOWN, BadPattern, Names, compiled, refuse_slow
from clinic.checks.claims.seed import lines
from clinic.checks.findings import ADVISE, BLOCK, HEADINGS, REVIEW, Finding, findings_from_json
from clinic.site.models import FormerDetail, Jurisdiction


class ClaimRuleQuerySet(models.QuerySet):
    def switched_on(self) -> Self:
        return self.filter(is_on=True)

    def add_missing(self, seeds: Iterable[dict[str, Any]]) -> list["ClaimRule"]:
        """Add every seed (a dictionary of fields) whose code is not there yet; what is there stays as staff left it."""
        there = set(self.values_list("code", flat=True))
        missing = [ClaimRule.from_seed(seed) for seed in seeds if seed["id"] not in there]
        for rule in missing:
            rule.save()
        return missing


class ClaimRule(index.Indexed, models.Model):
    """Words that a clinic should not write, or only with care: what to look for, why, and what to write instead."""

    class Severity(models.TextChoices):
        BLOCK = BLOCK, "Stops approval"
        REVIEW = REVIEW, "The reviewer must look at it"
        ADVISE = ADVISE, "Advice only"

    class Where(models.TextChoices):
        EVERYWHERE = "", "Everywhere"
        UNCITED = "uncited", "Where no reference is given"
        UNSUPPORTED = "uncited and uncounted", "Where neither a reference nor a key figure says who was counted"
        NOT_SEEN = "kind is not clinic_sees", "Outside statements labelled “What we see at this clinic”"
        NOT_THOUGHT = "kind is not clinic_thinks", "Outside statements labelled “What we think”"
        NO_CLINICIAN = "no clinician", "On pages and in texts that need no clinician"
        NAMES = "name", "In names of subjects, and names and titles of people"
        PICTURES = "picture", "In the words of pictures: alt text and caption"

    code = models.SlugField("id", max_length=20, unique=True, help_text="Short, for example C01. It stays in records.")
    title = models.CharField(max_length=80, help_text="What it looks for, for example: No side effects.")
    severity = models.CharField("what it does", max_length=6, choices=Severity.choices, default=Severity.REVIEW)
    is_on = models.BooleanField("in use", default=True, help_text="Switch a rule off instead of deleting it.")
    patterns = models.TextField(
        help_text="What to find, one pattern a line, in either case. Plain words find themselves; the rest is RE2 "
        f"syntax. {KNOWN} stand for any number, any word for people, any name of what the clinic "
        "treats (Clinic details), of a medicine (Search words, Medicines), of anything one takes, tablets too, of a "
        "number or place for an emergency, and of a clinician."
    )
    exceptions = models.TextField(
        "except", blank=True, help_text="Patterns, one a line: what overlaps one of these does not count."
    )
    guard = models.BooleanField(
        "not after “no”, “not” and the like",
        default=False,
        help_text="“There is no cure” and “Can it be cured?” then do not count.",
    )
    only_if = models.CharField("where", max_length=60, choices=Where.choices, blank=True, default=Where.EVERYWHERE)
    jurisdiction = models.CharField(
        "only for clinics in",
        max_length=2,
        choices=Jurisdiction.choices,
        blank=True,
        help_text="Leave empty for everywhere. C11-AU stands in for C11 in its place.",
    )
    message = models.CharField(max_length=200, help_text="What is wrong, in one plain sentence.")
    why = models.TextField(help_text="Why it matters, in one or two plain sentences.")
    source = models.URLField("where that is written", blank=True)
    suggestion = models.TextField("what to write instead", blank=True)
    must_match = models.TextField(
        "must find", help_text="Sentences the rule must find, one a line. Tried every time the rule is saved."
    )
    must_not_match = models.TextField(
        "must leave alone", blank=True, help_text="Sentences the rule must not mind, one a line."
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    panels = [
        MultiFieldPanel([FieldRowPanel(["code", "title"]), FieldRowPanel(["severity", "is_on"])], heading="The rule"),
        MultiFieldPanel(["patterns", "exceptions", "guard", "only_if", "jurisdiction"], heading="What it finds"),
        MultiFieldPanel(["message", "why", "source", "suggestion"], heading="What the writer is told"),
        MultiFieldPanel(
            [FieldPanel("must_match"), FieldPanel("must_not_match")], heading="Sentences it is tried on when saved"
        ),
    ]
    search_fields = [
        index.SearchField("code"),
        index.SearchField("title"),
        index.SearchField("message"),
        index.AutocompleteField("title"),
        *(index.FilterField(name) for name in ("title", "severity", "is_on", "jurisdiction", "version", "code")),
    ]

    objects = ClaimRuleQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = "claim rule"

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    @classmethod
    def from_seed(cls, seed: dict[str, Any]) -> Self:
        own = {field.name for field in cls._meta.get_fields()} - {"id"}
        return cls(code=seed["id"], **{name: value for name, value in seed.items() if name in own})

    def as_rule(self, names: Names = ()) -> Rule:
        """The rule as the engine takes it; `names` are the lists that its patterns may ask for."""
        texts: dict[str, Any] = {
            "id": self.code,
            "patterns": lines(self.patterns),
            "exceptions": lines(self.exceptions),
            "names": names,
        }
        plain: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(Rule) if one.name not in texts}
        return Rule(**texts, **plain)

    def clean(self) -> None:
        """Refuses patterns that are none or too slow, then tries the sentences."""
        super().clean()
        errors = {name: found for name in ("patterns", "exceptions") if (found := self.bad_patterns(name))}
        if not errors:
            errors = objections(self.as_rule(names_in_use()), lines(self.must_match), lines(self.must_not_match))
        if errors:
            raise ValidationError(errors)

    def bad_patterns(self, name: str) -> list[str]:
        """What is wrong with the patterns in the field `name`, in words."""
        patterns = lines(getattr(self, name))
        wrong = [said for pattern in patterns if (said := self.objection(compiled, pattern))]
        return wrong or [said for said in [self.objection(refuse_slow, patterns)] if said]

    @staticmethod
    def objection(check: Callable[[Any], Any], value: Any) -> str:
        try:
            check(value)
        except BadPattern as error:
            return str(error)
        return ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Each saving is a new version: findings keep the one they were made with."""
        self.version += 1
        super().save(*args, **kwargs)


class LeftAsItIs(models.Model):
    """Somebody's word that a former detail of the clinic may stand where it is typed.

    `text`: of what, such as "faq.topicpage 12"; `finding`: the key of the Finding that said so.
    """

    former = models.ForeignKey(FormerDetail, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=100)
    finding = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["former", "text", "finding"], name="left_once")]

    def __str__(self) -> str:
        return f"{self.text}: {self.former}"


class CheckedPage(models.Model):
    """Which state of a page the kept findings are of: see clinic.checks.kept_findings."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    state = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.state


class KeptFinding(models.Model):
    """One finding on one text of a page, kept for the report: to judge every page anew takes half a minute."""

    class Version(models.TextChoices):
        LIVE = "live", "Live"
        DRAFT = "draft", "Draft"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    version = models.CharField(max_length=5, choices=Version.choices)
    weight = models.PositiveSmallIntegerField()
    severity = models.CharField(max_length=6)
    rule = models.CharField(max_length=40)
    said = models.JSONField()

    class Meta:
        default_permissions = ()
        ordering = ["weight", "page__path", "pk"]
        indexes = [models.Index(fields=["weight", "page"], name="kept_findings_in_order")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.page_id}"

    @property
    def finding(self) -> Finding:
        return findings_from_json([self.said])[0]

    @property
    def title(self) -> str:
        return self.page.get_admin_display_title()

    @property
    def what(self) -> str:
        return HEADINGS[self.severity]

    @property
    def edit_url(self) -> str:
        """The page's form, at the block that is meant."""
        address = reverse("wagtailadmin_pages:edit", args=[self.page_id])
        return f"{address}{self.finding.place.anchor}"
