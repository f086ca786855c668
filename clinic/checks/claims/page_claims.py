"""The claims check of a page: the rules, run over all its text_extracts."""

from collections.abc import Iterator, Sequence

from wagtail.models import Page

from clinic.checks.claims.engine import Hit, Rule, hits_in, possible
from clinic.checks.findings import ADVISE, BLOCK, REVIEW, Finding, Place
from clinic.checks.text.sentences import visible

# Wordings of patients are there for search and claim nothing: what is found in them weighs one step less.
SOFTER = {BLOCK: REVIEW, REVIEW: ADVISE, ADVISE: ADVISE}
# What is kept of a long sentence with a hit in it.
EXCERPT = 300


def unsupported_claims(page: Page) -> Iterator[Finding]:
    """Every hit of a claim rule. A BLOCK can be overridden with a written reason."""
    text_extracts = page.text_extracts
    rules = possible(page.check_lookups.rules, "\n".join(extract.text for extract in text_extracts))
    for extract in text_extracts:
        for hit in hits_in(rules, extract.text, extract.context):
            yield finding(hit, extract.place)


def claims_in(text: str, rules: Sequence[Rule], place: str) -> list[Finding]:
    """Findings for one plain text that is no page, such as a notice; `place` is what people call it."""
    found = map(visible, text.splitlines())
    return [finding(hit, Place(place)) for line in found for hit in hits_in(rules, line)]


def finding(hit: Hit, place: Place) -> Finding:
    rule = hit.rule
    severity = SOFTER[rule.severity] if hit.context.get("voice") == "patient" else rule.severity
    return Finding(
        rule.id,
        severity,
        rule.message,
        rule.why,
        rule.source,
        rule.suggestion,
        around(hit),
        place,
        overridable=severity == BLOCK,
        version=rule.version,
        words=hit.words,
    )


def around(hit: Hit) -> str:
    """The sentence, or the part of a very long one that holds the hit."""
    if len(hit.sentence) <= EXCERPT:
        return hit.sentence
    start = max(0, hit.sentence.find(hit.words) - EXCERPT // 2)
    return f"…{hit.sentence[start : start + EXCERPT]}…"
