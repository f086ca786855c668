"""Checks for what is said in statements: that each shows what it rests on, and that good and harm get fair words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wagtail.models import Page

from clinic.checks.findings import ADVISE, BLOCK, REVIEW, Finding, Place
from clinic.checks.text.block_locations import BlockLocation, place_of
from clinic.checks.text.sentences import words
from clinic.content.prose import plain, stream_texts
from clinic.review.models import Byline
from faq.statement_kind_checks import published_as_early, unestablished, unframed_figures, unpublished
from faq.statement_locations import quoted, references_of, statements_of, text_of

if TYPE_CHECKING:
    from faq.models.evidence import Reference

OLD_YEARS = 10
HALF_A_YEAR = datetime.timedelta(days=182)
# Letters of names that are still a help.
LONGEST_LIST = 300
# Words on harm for each word on benefit, below which a reviewer should look.
BALANCE = 0.25
ANIMALS = re.compile(r"\b(?:animals?|mouse|mice|rats?|rabbits?|laborator(?:y|ies)|test tubes?|cells?)\b", re.I)
NUMBER = re.compile(r"\d|\b(?:half|third|quarter|most|majority)\b", re.I)
TREATMENT = re.compile(
    r"\b(?:treatments?|therap(?:y|ies)|stimulat(?:ion|ors?)|medicines?|medications?|drugs?|surgery|operations?|"
    r"injections?|infusions?|ketamine|opioids?|nerve blocks?|naltrexone)\b",
    re.I,
)


# What a statement needs -----------------------------------------------------------------------------------------------


def unsupported_statements(page: Page) -> Iterator[Finding]:
    """A statement without what its kind asks for."""
    for statement in statements_of(page):
        for field, message in statement.value.missing.items():
            label = statement.block.child_blocks[field].label
            yield Finding(
                "unsupported",
                BLOCK,
                f"“{statement.value.kind.label}” without “{label}”.",
                suggestion=message,
                excerpt=quoted(statement, page.check_lookups.figures),
                place=Place(f"{statement.place.label} › {label}", statement.place.anchor),
            )


def retracted_references(page: Page) -> Iterator[Finding]:
    for statement in statements_of(page):
        for reference in references_of(statement):
            if reference.retracted:
                yield about_reference(
                    "retracted",
                    REVIEW,
                    "This statement rests on a source that its journal has withdrawn.",
                    "Take the reference out, and look at whether the statement still holds.",
                    reference,
                    statement,
                )


def animal_evidence(page: Page) -> Iterator[Finding]:
    """C24: animal or laboratory work given for what a treatment does in people."""
    for statement in statements_of(page):
        references = references_of(statement)
        only_animals = bool(references) and all(reference.design == "animal" for reference in references)
        hopeful = statement.context["kind"] == "established" or tells_benefit(statement)
        if (
            only_animals
            and hopeful
            and not (statement.context["kind"] == "early" and ANIMALS.search(text_of(statement)))
        ):
            yield about_reference(
                "C24",
                REVIEW,
                "This rests on work in animals or in the laboratory only.",
                "Choose “Early or mixed research” and say in the sentence: tested in animals only.",
                references[0],
                statement,
            )


def tells_benefit(statement: BlockLocation) -> bool:
    return statement.field == "benefits" or "benefits" in statement.context.get("tells", ())


def old_references(page: Page) -> Iterator[Finding]:
    """C25: numbers or a treatment resting on old sources, or sources nobody looked at since the last check."""
    checked = page.check_lookups.last_checked(page)
    old: dict[int, tuple[Reference, BlockLocation]] = {}
    unseen: dict[int, tuple[Reference, BlockLocation]] = {}
    for statement in statements_of(page):
        for reference in references_of(statement):
            if is_old(reference) and (page.is_about_treatment or NUMBER.search(text_of(statement))):
                old.setdefault(reference.pk, (reference, statement))
            if is_unseen(reference, checked):
                unseen.setdefault(reference.pk, (reference, statement))
    yield from about_references(old, f"are from before {first_recent_year()}", "Look for newer research.")
    yield from about_references(unseen, "have not been looked at since the last check", "Open them, and note the day.")


def first_recent_year() -> int:
    return datetime.date.today().year - OLD_YEARS


def is_old(reference: Reference) -> bool:
    return 0 < (reference.year or 0) < first_recent_year()


def is_unseen(reference: Reference, checked: datetime.date | None) -> bool:
    """`checked`: the day the page was last checked. For half a year after it, its sources need not be opened again."""
    if reference.checked_on is None:
        return True
    return checked is not None and reference.checked_on < checked < datetime.date.today() - HALF_A_YEAR


def about_references(
    found: dict[int, tuple[Reference, BlockLocation]], what: str, suggestion: str
) -> Iterator[Finding]:
    """One ADVISE for all of `found` ({id: (reference, statement)}), at the first place; nothing for none."""
    if found:
        names = "; ".join(f"{reference.first_family_name} {reference.year or ''}" for reference, _ in found.values())
        yield Finding(
            "C25",
            ADVISE,
            f"Sources here {what} ({len(found)}): {shortened(names)}.",
            why="Newer work may say something else.",
            suggestion=suggestion,
            place=next(iter(found.values()))[1].place,
        )


def shortened(names: str) -> str:
    return names if len(names) <= LONGEST_LIST else f"{names[:LONGEST_LIST]}…"


def about_reference(
    rule: str, severity: str, message: str, suggestion: str, reference: Reference, statement: BlockLocation
) -> Finding:
    return Finding(
        rule,
        severity,
        message,
        why="Readers rely on us to have looked.",
        source=reference.link,
        suggestion=suggestion,
        excerpt=str(reference)[:200],
        place=statement.place,
    )


# Good and harm --------------------------------------------------------------------------------------------------------


def words_at(block_locations: Iterable[BlockLocation]) -> int:
    """How many words stand in the blocks at `block_locations`."""
    texts = (text for location in block_locations for _, text in stream_texts(location.block, location.value))
    return sum(len(words(plain(str(getattr(text, "source", text))))) for text in texts)


def unbalanced(page: Page) -> Iterator[Finding]:
    """C26: far fewer words on harm than on benefit."""
    good, harm = words_at(page.statements_on("benefits")), words_at(page.statements_on("harms"))
    if good and harm and harm < BALANCE * good:
        yield Finding(
            "C26",
            REVIEW,
            f"{harm} words on harm, {good} on benefit.",
            why="Readers weigh what they read. Few words on harm look like little harm.",
            source="https://www.cdc.gov/ccindex/",
            suggestion="Say which harms are known, how often they happen, and who should not have it.",
            place=page.statements_on("harms")[0].place,
        )


UNTOLD = {
    "harms": (
        "Nothing is said about what harm the treatment may do.",
        "Write a question such as “What harm can it do?”, open its settings and choose “What harm it may do”.",
    ),
    "not_known": (
        "Nothing is said about what is not known.",
        "Write a question such as “What is not known?”, open its settings and choose “What is not known about it”.",
    ),
}


def untold_harms(page: Page) -> Iterator[Finding]:
    """A topic about a treatment must tell its harms and what is not known."""
    if not page.about_treatment:
        return
    for what, (message, suggestion) in UNTOLD.items():
        if not words_at(page.statements_on(what)):
            yield Finding(
                f"treatment-{what.replace('_', '-')}",
                BLOCK,
                message,
                why="Every treatment has harms, and readers decide by what we tell them.",
                suggestion=suggestion,
                place=place_of(page._meta.get_field("questions"), page),
            )


def unmarked_treatment(page: Page) -> Iterator[Finding]:
    """ADVISE: a title that sounds like a treatment, on a topic that is not marked as being about one."""
    found = TREATMENT.search(page.title or "")
    if found and not page.about_treatment:
        yield Finding(
            "treatment-unmarked",
            ADVISE,
            f"The title says “{found.group()}”. Is the topic about a treatment?",
            why="Topics about a treatment must tell its harms and what is not known.",
            suggestion="If so, tick “This topic is about a treatment”.",
            excerpt=page.title,
            place=place_of(page._meta.get_field("about_treatment"), page),
        )


# Leading on -----------------------------------------------------------------------------------------------------------


def too_long(page: Page) -> Iterator[Finding]:
    """Words in a place that has room for few."""
    for field, message in page.too_long().items():
        why = "Readers in pain tire sooner, and lists and search engines cut long titles off."
        yield Finding("too-long", BLOCK, message, why=why, place=place_of(page._meta.get_field(field), page))


def missing_service(page: Page) -> Iterator[Finding]:
    """A topic that leads to no service a visitor can open."""
    chosen = page.chosen_pages
    if not page.check_lookups.live_pages(chosen):
        yield Finding(
            "service",
            BLOCK,
            "The service chosen is not live." if chosen else "No service is chosen.",
            why="Every answer leads on to what the clinic can do.",
            suggestion="Choose at least one service that is live, under “Categories and related”.",
            place=Place("Services this topic leads to", page.editor_anchor("service_links")),
        )


# The name under it ----------------------------------------------------------------------------------------------------


def unasked_writer(page: Page) -> Iterator[Finding]:
    """ADVISE: somebody is named as the writer who has not said that their name may stand there."""
    if page.author_id and (page.pk, page.author_id) not in page.check_lookups.once(agreed_writers):
        yield Finding(
            "byline",
            ADVISE,
            "The writer who is named has not agreed yet. Until then patients read no name.",
            suggestion="They find the question on their first screen, under “Waiting for you”.",
            excerpt=str(page.author),
            place=place_of(page._meta.get_field("author"), page),
        )


def agreed_writers() -> set[tuple[int, int]]:
    writers = Byline.objects.shown().filter(role=Byline.Role.WRITER)
    return set(writers.values_list("page_id", "person_id"))


STATEMENTS = [
    unsupported_statements,
    unestablished,
    unpublished,
    published_as_early,
    unframed_figures,
    retracted_references,
    animal_evidence,
    old_references,
    unbalanced,
]
