"""For staff: why search puts what where, what a change of synonyms would do, and what patients search for."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.permissions import page_permission_policy

from clinic.checks.claims.seed import lines
from clinic.people.menu import PAGE_RIGHTS
from clinic.people.requests import StaffRequest
from faq.topic_listing import add_topic_url
from home.models import SearchText, SuggestedQuestion
from home.search.finding import Found, find, find_with
from home.search.index.ranking_reasons import reasons
from home.search.results import Hit, hits, is_the_question
from home.search.staff.counting import DAYS_KEPT, FEWEST_SHOWN, counts, is_in_vain

SHOWN = 10
MOST_SUGGESTIONS = 100
NO_REASONS: dict[str, Any] = {"places": {}, "share": 0, "overview": False, "words": []}
RANKINGS = {"title": "Question and topic", "words": "All words", "name": "Topic's names"}


class QueryForm(forms.Form):
    """What to try. `instead`: synonyms that are not saved yet, tried beside those that are."""

    q = forms.CharField(label="What a patient types", max_length=2000)
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE)
    instead = forms.CharField(
        label="Try these synonyms too",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One group a line, words parted by commas. They are not saved.",
    )


def staff_only(request: StaffRequest) -> None:
    if not page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS):
        raise PermissionDenied


def try_a_query(request: StaffRequest) -> HttpResponse:
    """Every result of a query, with what brought it to its place."""
    staff_only(request)
    form = QueryForm(request.GET or None)
    context = {"form": form, "rankings": RANKINGS.values()}
    if form.is_valid():
        context |= tried(**form.cleaned_data)
    return render(request, "home/search/why_search.html", context)


def tried(q: str, language: str, instead: str) -> dict[str, Any]:
    found = find(q, language)
    shown = explained(found)
    if not instead.strip() or found.index is None:
        return {"tried": True, "found": found, "rows": shown}
    groups = [(words, words) for words in map(parted, lines(instead))]
    other = find_with(found, found.index, found.index.synonyms_with([*found.index.groups, *groups]))
    before = {row["hit"].text.pk: row["place"] for row in shown}
    rows = explained(other)
    for row in rows:
        row["before"] = before.get(row["hit"].text.pk, "not among the first 10")
    return {"tried": True, "found": other, "rows": rows, "compared": True}


def parted(line: str) -> list[str]:
    return [word.strip() for word in line.split(",") if word.strip()]


def explained(found: Found) -> list[dict[str, Any]]:
    """[{place, hit, score, places: [(place, score) a ranking], share, words, notes}] of the first SHOWN results."""
    ids = found.ids[:SHOWN]
    why = reasons(found.index, found.asked, ids) if found.index else {}
    return [
        {"place": place, "hit": hit, "score": found.scores.get(hit.text.pk, 0), "notes": notes(found, hit)}
        | reasons_given(**why.get(hit.text.pk, NO_REASONS))
        for place, hit in enumerate(hits(found, ids), 1)
    ]


def reasons_given(places: dict[str, Any], share: float, overview: float, words: list[Any]) -> dict[str, Any]:
    return {
        "places": [places.get(name, (None, 0)) for name in RANKINGS],
        "share": 100 * share,
        "overview": overview,
        "words": words,
    }


def notes(found: Found, hit: Hit) -> list[str]:
    """What puts a result before others of a higher score, in words."""
    if hit.pinned:
        return ["pinned"]
    return ["asks the very same"] if is_the_question(found, hit) else []


def what_patients_search(request: StaffRequest) -> HttpResponse:
    """The counted searches of the last 90 days, those that answered nobody first in a list of their own."""
    staff_only(request)
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    rows = counts(language)
    context = {
        "rows": rows[:200],
        "in_vain": [row for row in rows if is_in_vain(row)][:100],
        "texts": SearchText.objects.filter(language=language).count(),
        "days": DAYS_KEPT,
        "fewest": FEWEST_SHOWN,
        "languages": settings.LANGUAGES,
        "language": language,
        "suggested": SuggestedQuestion.objects.waiting(language)[:MOST_SUGGESTIONS],
        "add_url": add_topic_url(request.user),
    }
    return render(request, "home/search/searches.html", context)


@require_POST
def suggestion_done(request: StaffRequest, pk: int) -> HttpResponse:
    """A suggested question needs no more work: it leaves the list, and the database the next night."""
    staff_only(request)
    suggestion = get_object_or_404(SuggestedQuestion, pk=pk)
    SuggestedQuestion.objects.filter(pk=pk).update(done=True)
    return redirect(reverse("what_patients_search", query={"language": suggestion.language}) + "#suggested")
