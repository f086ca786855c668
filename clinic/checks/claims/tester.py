"""For staff: what the claims check finds in sentences, and what another threshold would do to the examples."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.permissions import page_permission_policy

from clinic.checks.claims.false_alarms import dismiss, tell_admins
from clinic.checks.claims.meanings import ClaimMeanings, judged
from clinic.checks.claims.page_claims import claims_in
from clinic.checks.claims.seed import lines
from clinic.checks.findings import HEADINGS, REASON_LENGTH, is_a_reason
from clinic.checks.lookups import CheckLookups
from clinic.meaning.models import ANY_CLAIM, LOWEST_THRESHOLD, TOO_LOW
from clinic.people.menu import PAGE_RIGHTS

MOST_SENTENCES = 200
TOO_MANY = (
    f"Only the first {MOST_SENTENCES} of these {{}} lines were tried. All are still in the box: "
    "take the first ones out and try again."
)
NO_REASON = f"Not sent. Say in at least {REASON_LENGTH} letters why the sentence claims nothing."


class SentencesForm(forms.Form):
    """What a page might say, and a threshold to try; the one in use stands there at first."""

    text = forms.CharField(
        label="Sentences",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"One a line, {MOST_SENTENCES} at most. Trying keeps nothing.",
    )
    threshold = forms.FloatField(
        label="A sentence counts from",
        min_value=LOWEST_THRESHOLD,
        max_value=1,
        error_messages={"min_value": TOO_LOW, "max_value": "Choose 1 or less. At 1 next to nothing is found."},
        help_text=f"Between {LOWEST_THRESHOLD} and 1. Lower finds more and is wrong more often. "
        "It is kept under Settings, Thresholds.",
    )


def try_claims(request: HttpRequest) -> HttpResponse:
    if not page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS):
        raise PermissionDenied
    check_lookups = CheckLookups()
    in_use = {"text": request.GET.get("text", ""), "threshold": check_lookups.meanings.threshold(ANY_CLAIM)}
    form = SentencesForm(request.POST if request.method == "POST" else in_use)
    context: dict[str, Any] = {"form": form, "may_add": request.user.has_perm("meaning.add_example")}
    done = about_false_alarm(request) if request.method == "POST" else ""
    if form.is_valid():
        check_lookups.meanings.thresholds[ANY_CLAIM] = form.cleaned_data["threshold"]
        asked = lines(form.cleaned_data["text"])
        if len(asked) > MOST_SENTENCES:
            messages.warning(request, TOO_MANY.format(len(asked)))
        rows = [tried(text, check_lookups) for text in asked[:MOST_SENTENCES]]
        context["rows"] = [row | pressed(request, number, done) for number, row in enumerate(rows, 1)]
        context["examples"] = on_examples(check_lookups.meanings)
    return render(request, "clinic/try_claims.html", context)


def tried(text: str, check_lookups: CheckLookups) -> dict[str, Any]:
    """A sentence with what is found in it, each with what that does, in words."""
    found = [(HEADINGS[one.severity], one) for one in claims_in(text, check_lookups, "")]
    return {"text": text, "findings": found, "by_meaning": any(one.by_meaning for _, one in found)}


def pressed(request: HttpRequest, number: int, done: str) -> dict[str, Any]:
    """What became of the sentence with this number: a reason that was not sent stays in its box."""
    is_done = bool(done) and request.POST.get(f"sentence-{number}", "").strip() == done
    is_open = request.POST.get("tell") == str(number) and not is_done
    return {"is_done": is_done, "is_open": is_open, "reason": request.POST.get(f"reason-{number}", "")}


def about_false_alarm(request: HttpRequest) -> str:
    """Keeps or passes on the sentence for which somebody pressed a button; returns it once that is done."""
    number = request.POST.get("claims_nothing") or request.POST.get("tell") or ""
    sentence = request.POST.get(f"sentence-{number}", "").strip()
    if not sentence:
        return ""
    if "claims_nothing" in request.POST:
        if not request.user.has_perm("meaning.add_example"):
            raise PermissionDenied
        messages.success(request, dismiss(sentence))
        return sentence
    reason = request.POST.get(f"reason-{number}", "")
    if not is_a_reason(reason):
        messages.error(request, NO_REASON)
        return ""
    return sentence if tell_admins(request, sentence, reason) else ""


def on_examples(meanings: ClaimMeanings) -> dict[str, Any]:
    """What the thresholds do to the examples in use, each judged by all the others."""
    if meanings.known is None:
        return {}
    sure = judged(meanings.known.left_out, meanings.known.labels)
    seen = [
        (one, score >= meanings.threshold(family))
        for one, (family, score) in zip(meanings.known.examples, sure, strict=True)
    ]
    missed = [one.text for one, found in seen if one.labels and not found]
    alarms = [one.text for one, found in seen if found and not one.labels]
    return {"claims": sum(bool(one.labels) for one, _ in seen), "all": len(seen), "missed": missed, "alarms": alarms}
