"""For staff: which help card some phrasings call for and why, and what other thresholds would do to the examples."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from clinic.checks.claims.seed import lines
from clinic.content.language.plain_words import words_in
from clinic.meaning.classifier import Classifier
from clinic.meaning.models import ALONE, NAMES
from clinic.people.requests import StaffRequest
from home.models import SearchCard
from home.search.help_cards.recognising import BY_MEANING, Recognised, recognised, weighed
from home.search.index.staff_words import StaffWords
from home.search.staff.views import staff_only

MOST_PHRASINGS = 200


class PhrasingsForm(forms.Form):
    """What patients might type, and the thresholds to try; those that are in use stand there at first."""

    typed = forms.CharField(
        label="What patients might type",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"One a line, {MOST_PHRASINGS} at most. Nothing of it is kept.",
    )

    def __init__(self, staff_words: StaffWords, data: Any = None) -> None:
        super().__init__(data)
        for level in BY_MEANING:
            self.fields[level] = forms.FloatField(
                label=f"{level.label}: from", min_value=0, max_value=1, initial=staff_words.threshold(level)
            )
        self.fields[ALONE] = forms.FloatField(
            label=f"{NAMES[ALONE].capitalize()}: from", min_value=0, max_value=1, initial=staff_words.threshold(ALONE)
        )


@dataclass
class OnExamples:
    """What a threshold does to the examples in use, each of them judged by all the others."""

    level: SearchCard.Level
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    @property
    def found(self) -> int:
        return self.wanted - len(self.missed)


def try_help_cards(request: StaffRequest) -> HttpResponse:
    staff_only(request)
    staff_words = StaffWords()
    form = PhrasingsForm(staff_words, request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        staff_words.thresholds = {str(level): form.cleaned_data[level] for level in (*BY_MEANING, ALONE)}
        typed = lines(form.cleaned_data["typed"])[:MOST_PHRASINGS]
        context["rows"] = [{"typed": one, "found": reasons(one, staff_words)} for one in typed]
        context["examples"] = on_examples(staff_words)
    return render(request, "home/search/try_help_cards.html", context)


def reasons(typed: str, staff_words: StaffWords) -> list[dict[str, Any]]:
    """[{level, holds, by_rule, score, nearest}] of the levels that hold or nearly do."""
    near = [one for one in recognised(typed, words_in(typed), staff_words) if one.by_rule or one.score > 0.2]
    return [{"found": one, "nearest": nearest(typed, one, staff_words)} for one in near]


def nearest(typed: str, found: Recognised, staff_words: StaffWords) -> str:
    known = staff_words.known
    if known is None or found.level not in known.labels:
        return ""
    return known.nearest(staff_words.prepared(typed), found.level)


def on_examples(staff_words: StaffWords) -> list[OnExamples]:
    known = staff_words.known
    levels = [level for level in BY_MEANING if known and level in known.labels]
    return [judged(known, level, staff_words.threshold(level)) for level in levels] if known else []


def judged(known: Classifier, level: SearchCard.Level, threshold: float) -> OnExamples:
    seen = OnExamples(level)
    scores = weighed(known.left_out, known.labels)[:, known.labels.index(level)]
    for example, score in zip(known.examples, scores, strict=True):
        if level in example.labels:
            seen.wanted += 1
            if score < threshold:
                seen.missed.append(example.text)
        elif score >= threshold and not example.labels:
            seen.alarms.append(example.text)
    return seen
