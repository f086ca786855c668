"""Labelled examples, which staff add to and switch off, and the thresholds above which a sentence counts as one."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Max
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from clinic.meaning.classifier import Labelled
from clinic.meaning.encoder import MOST_LETTERS

# Below it more than half of the sentences that claim nothing are found (measured on our examples).
LOWEST_THRESHOLD = 0.2
TOO_LOW = f"Choose at least {LOWEST_THRESHOLD}. Below that, more than half of all plain sentences would be found."
# The label that stands for every rule of the claims check that has no threshold of its own.
ANY_CLAIM = "any"
# From where on a claim in other words is for the reviewer of a page; below it is advice to the writer.
FOR_REVIEWER = "for reviewers"
# The second label of a crisis that is so plain that nothing to read stands beside its card.
ALONE = "alone"
# The label of advice that only a clinician can give.
A_CLINICIANS = "clinician"
NAMES = {
    ANY_CLAIM: "every rule",
    FOR_REVIEWER: "every rule, on a page for the reviewer to look at",
    ALONE: "crisis, so plain that the card stands alone",
    A_CLINICIANS: "what only a clinician can say",
}


class Subject(models.TextChoices):
    """What is recognised by its meaning."""

    CARD = "card", "Help card of search"
    CLAIM = "claim", "Claim of a clinic"
    QUESTION = "question", "Question without an answer"
    ADVICE = "advice", "Advice in words that nobody signs"


# What an example may be of.
KNOWN: dict[str, re.Pattern[str]] = {
    Subject.CARD: re.compile("crisis|danger|today|medicine|alone"),
    Subject.CLAIM: re.compile(r"C\d\d"),
    Subject.QUESTION: re.compile("unanswered"),
    Subject.ADVICE: re.compile(A_CLINICIANS),
}
KNOWN_IN_WORDS: dict[str, str] = {
    Subject.CARD: "crisis, danger, today, medicine or crisis alone",
    Subject.CLAIM: "the code of a claim rule without what follows it, such as C02",
    Subject.QUESTION: "unanswered",
    Subject.ADVICE: A_CLINICIANS,
}


class ExampleQuerySet(models.QuerySet["Example"]):
    def in_use(self, subject: str) -> "ExampleQuerySet":
        return self.filter(subject=subject, is_on=True)

    def stamp(self) -> str:
        """Another value after every change."""
        seen = self.aggregate(many=Count("pk"), last=Max("changed_at"), newest=Max("pk"))
        return " ".join(map(str, seen.values()))


class Example(models.Model):
    """A sentence that is to be recognised, or one that looks like it and is to be left alone."""

    subject = models.CharField("for", max_length=10, choices=Subject.choices)
    label = models.CharField(
        "what it is",
        max_length=60,
        blank=True,
        help_text="A card: crisis, danger, today or medicine; crisis alone where nothing to read may stand beside it. "
        "A claim: the codes of its rules, such as C02 C04. A question that no page answers yet: unanswered. Advice "
        "that only a clinician can give: clinician.",
    )
    should_find = models.BooleanField(
        "should be found", default=True, help_text="Off: it only looks like one, and is to be left alone."
    )
    language = models.CharField(max_length=20, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    text = models.CharField(max_length=MOST_LETTERS)
    is_on = models.BooleanField("in use", default=True)
    changed_at = models.DateTimeField(auto_now=True)

    panels = [
        FieldPanel("text"),
        FieldRowPanel(["subject", "label", "language"]),
        FieldRowPanel(["should_find", "is_on"]),
    ]
    objects = ExampleQuerySet.as_manager()

    class Meta:
        ordering = ["subject", "label", "text"]
        verbose_name = "example"
        constraints = [models.UniqueConstraint(fields=["subject", "text"], name="one_example_a_text")]

    def __str__(self) -> str:
        return self.text

    def labelled(self, prepare: Callable[[str], str] = str) -> Labelled:
        labels = self.label.split() if self.should_find else ()
        return Labelled(prepare(self.text), frozenset(labels), self.language)

    def clean(self) -> None:
        super().clean()
        if self.should_find and not self.label.strip():
            raise ValidationError({"label": "Say what this is an example of, or take the tick off “should be found”."})
        labels = self.label.split() if self.subject in KNOWN else ()
        if unknown := [label for label in labels if not KNOWN[self.subject].fullmatch(label)]:
            raise ValidationError({"label": f"“{unknown[0]}” is not known: write {KNOWN_IN_WORDS[self.subject]}."})


class Threshold(models.Model):
    """How sure recognition has to be."""

    subject = models.CharField("for", max_length=10, choices=Subject.choices)
    label = models.CharField("what", max_length=20)
    value = models.FloatField(
        "from",
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="Between 0 and 1. Lower finds more and is wrong more often.",
    )

    class Meta:
        ordering = ["subject", "label"]
        constraints = [models.UniqueConstraint(fields=["subject", "label"], name="one_threshold_a_label")]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {NAMES.get(self.label, self.label)}"

    def clean(self) -> None:
        super().clean()
        if self.value is not None and self.value < LOWEST_THRESHOLD:
            raise ValidationError({"value": TOO_LOW})


class Learned(models.Model):
    """What was learned from the examples of a subject, so that a process that starts need not learn it again.

    `stamp` says from which examples, prepared how: with another one it is out of date.
    """

    subject = models.CharField(max_length=10, primary_key=True)
    stamp = models.CharField(max_length=200)
    data = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.subject
