"""The claims check: the rules, and the meaning of examples, run over a page's text_extracts or a plain text."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from clinic.checks.claims.engine import Hit, Rule, about, applies, hits_in, possible
from clinic.checks.claims.meanings import ClaimMeanings, Meant
from clinic.checks.findings import ADVISE, BLOCK, REVIEW, Finding, Place
from clinic.checks.text.block_locations import place_of
from clinic.checks.text.disguised import undisguised
from clinic.checks.text.extracts import TextExtract
from clinic.checks.text.foreign import why_foreign
from clinic.checks.text.sentences import sentences, visible
from clinic.content.address_words import address_words
from clinic.content.language.guessing import language_of
from clinic.content.models import SharedText
from clinic.review.content_hash import shown_in
from clinic.review.publishing_gate import needs_clinician_by_kind
from clinic.site.models import PublisherPage

# Wordings of patients are there for search and claim nothing: what is found in them weighs one step less.
SOFTER = {BLOCK: REVIEW, REVIEW: ADVISE, ADVISE: ADVISE}
# What is kept of a long sentence with a hit in it.
EXCERPT = 300
# Fewer, without a full stop, are a heading.
FEWEST_WORDS = 8
# Around words that no clinician approves; see ClaimRule.Where.
NO_CLINICIAN = {"no clinician": True}
# Hardly one sentence in a hundred of a page claims something: what may be a claim is advice there.
ON_PAGE = "page"
# Languages that patterns and examples are in.
READ = {"en", "es"}


class Lookups(Protocol):
    """What the claims check goes by: see clinic.checks.lookups."""

    @property
    def rules(self) -> list[Rule]: ...

    @property
    def meanings(self) -> ClaimMeanings: ...


class Passage(NamedTuple):
    """A text to check, where it stands, and what the blocks around it say of it."""

    text: str
    place: Place
    context: dict[str, Any]

    @property
    def is_judged(self) -> bool:
        """Whether what it means is looked at: not patients' own words, nor headings and pictures."""
        return self.context.get("voice") != "patient" and not self.context.get("heading")


def unsupported_claims(page: Page) -> Iterator[Finding]:
    """Every claim on a page. A BLOCK can be overridden with a written reason."""
    listed = not page.is_medical and page.translation_key in page.check_lookups.once(publisher_pages)
    around = NO_CLINICIAN if listed and not needs_clinician_by_kind(page) else {}
    around = {**around, ON_PAGE: True}
    extracts = [*page.text_extracts, *in_address(page)]
    said = ((one, {**one.context, **around, **heading(one)}) for one in extracts)
    passages = [Passage(undisguised(one.text), one.place, context) for one, context in said]
    yield from claims(passages, page.check_lookups, code_of(page))
    if NO_CLINICIAN.items() <= around.items():
        yield from foreign_words(passages)


def foreign_words(passages: Iterable[Passage]) -> Iterator[Finding]:
    """What no check can read, where nobody reads it for patients either."""
    languages = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    for one in passages:
        for said in why_foreign(one.text, languages):
            yield Finding("language", BLOCK, said, excerpt=shortened(one.text), place=one.place, overridable=True)


def claims_elsewhere(page: Page) -> Iterator[Finding]:
    """What shared texts claim that are read on a page which no clinician approves: meanings, sources, figures."""
    for text in shown_in(page).values():
        if isinstance(text, SharedText):
            for words in text.words_shown():
                around = {**NO_CLINICIAN, ON_PAGE: True}
                yield from claims_in(words, page.check_lookups, str(text), around, code_of(page))


def in_address(page: Page) -> list[TextExtract]:
    words = address_words(page.slug, page.title)
    return [TextExtract(words, place_of(page._meta.get_field("slug"), page), "heading")] if words else []


def heading(extract: TextExtract) -> dict[str, Any]:
    return {"heading": is_heading(extract.text) or extract.context.get("picture")}


def publisher_pages() -> set[UUID]:
    """Translation keys of the pages that need no clinician."""
    return set(PublisherPage.objects.values_list("page__translation_key", flat=True))


def is_heading(text: str) -> bool:
    """A few words without a full stop: "CRPS treatment", "How to reach us"."""
    return len(text.split()) < FEWEST_WORDS and not text.rstrip().endswith((".", "!", "…"))


def unread_language(page: Page) -> Iterator[Finding]:
    """A page that nothing here can read: whoever approves it has to say that they have."""
    code = code_of(page)
    if code.split("-")[0] not in READ:
        name = dict(settings.LANGUAGES).get(code, code)
        yield Finding(
            "language",
            BLOCK,
            f"Not checked in this language: the claims check does not read {name}.",
            why="Patterns and examples are in English and Spanish. In other languages nothing would be found.",
            suggestion="Read it against the claim rules yourself, and write that you have when you approve it.",
            excerpt=f"Claims in {name}: read by a person",
            overridable=True,
        )


def code_of(page: Page) -> str:
    """The code of its language; empty where it has none yet."""
    return str(page.check_lookups.languages.get(page.locale_id, ""))


def claims_in(
    text: str, lookups: Lookups, place: str, context: dict[str, Any] | None = None, language: str = ""
) -> Iterator[Finding]:
    """Findings for one plain text that is no page, such as a notice; `place` is what people call it."""
    passages = [Passage(visible(line), Place(place), context or {}) for line in text.splitlines()]
    return claims(passages, lookups, language)


def claims(passages: list[Passage], lookups: Lookups, language: str = "") -> Iterator[Finding]:
    """What patterns find, and what sentences mean in which no pattern has found the same.

    `language` is that of the page they stand on; empty: each sentence is in the one it seems to be in.
    """
    rules = possible(lookups.rules, "\n".join(one.text for one in passages))
    judged = (sentence for one in passages if one.is_judged for sentence in sentences(one.text))
    meant = lookups.meanings.meant(judged, lambda sentence: language or language_of(sentence, "en", READ))
    for passage in passages:
        hits = hits_in(rules, passage.text, passage.context)
        yield from (finding(hit, passage.place) for hit in hits)
        if passage.is_judged and meant:
            yield from by_meaning(passage, hits, meant, lookups.rules)


def by_meaning(passage: Passage, hits: list[Hit], meant: dict[str, Meant], rules: list[Rule]) -> Iterator[Finding]:
    said = {(hit.sentence, hit.rule.family) for hit in hits}
    for sentence in sentences(passage.text):
        one = meant.get(sentence)
        rule = rule_for(one.family, rules) if one and (sentence, one.family) not in said else None
        if one and rule and applies(rule.only_if, about(sentence, passage.context)):
            advice = rule.severity == ADVISE or (ON_PAGE in passage.context and not one.is_sure)
            yield meaning_finding(rule, one, sentence, passage.place, ADVISE if advice else REVIEW)


def rule_for(family: str, rules: Iterable[Rule]) -> Rule | None:
    """The rule in force that stands for a family; None where staff switched it off."""
    return next((rule for rule in rules if rule.family == family), None)


def meaning_finding(rule: Rule, meant: Meant, sentence: str, place: Place, severity: str) -> Finding:
    """Meaning blurs what a pattern would tell apart: it never stops a page."""
    return Finding(
        rule.id,
        severity,
        f"{rule.message.removesuffix('.')}, as far as its meaning can be told.",
        rule.why,
        rule.source,
        rule.suggestion,
        shortened(sentence),
        place,
        version=rule.version,
        example=meant.example,
        by_meaning=True,
    )


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
        shortened(hit.sentence, hit.words),
        place,
        overridable=severity == BLOCK,
        version=rule.version,
        words=hit.words,
    )


def shortened(sentence: str, words: str = "") -> str:
    """The sentence, or the part of a very long one that holds the words that were found."""
    if len(sentence) <= EXCERPT:
        return sentence
    start = max(0, sentence.find(words) - EXCERPT // 2)
    return f"…{sentence[start : start + EXCERPT]}…"
