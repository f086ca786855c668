"""Whether what a statement rests on bears its label: the kind's own definition, and that somebody counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wagtail.models import Page

from clinic.checks.findings import ADVISE, BLOCK, Finding
from faq.statement_kinds import KINDS
from faq.statement_locations import quoted, references_of, statements_of

if TYPE_CHECKING:
    from clinic.checks.text.block_locations import BlockLocation
    from faq.models.evidence import Reference

UNBORNE = (
    "“Established evidence” needs a guideline, a systematic review or two studies in people.",
    "Add such a source, or choose “Early or mixed research” and say why we are not sure.",
)
UNREAD = (
    "Nobody here has read what makes this established.",
    "Open the guideline, the review or one of the studies, and note under Sources what you have read.",
)
PUBLISHERS = "a health authority, a hospital, a maker or a group of experts"
# What a reader is told of a number, as the message names it.
FRAME = {
    "counted_who": "who was counted",
    "counted_by": "who counted",
    "counted_how": "how it was counted",
    "period": "between which dates",
}


def unestablished(page: Page) -> Iterator[Finding]:
    """The label's own definition: a guideline, a systematic review or two studies in people, one of them read here."""
    for statement in statements_of(page):
        references = standing_references(statement)
        if statement.context["kind"] != "established" or not references:
            continue
        bearing = bearing_references(references)
        if not any(reference.is_read for reference in bearing):
            message, suggestion = UNREAD if bearing else UNBORNE
            yield Finding(
                "established",
                BLOCK,
                message,
                why="Readers take this label for what guidelines, reviews or several studies agree on.",
                suggestion=suggestion,
                excerpt=quoted(statement, page.check_lookups.figures),
                place=statement.place,
            )


def bearing_references(references: list[Reference]) -> list[Reference]:
    """Those that may make something established: each that gathers studies, and studies where there are two."""
    studies = [reference for reference in references if reference.is_study]
    return [reference for reference in references if reference.gathers] + (studies if len(studies) > 1 else [])


def unpublished(page: Page) -> Iterator[Finding]:
    """What is said to be published for the public, and rests on studies or views alone."""
    for statement in statements_of(page):
        references = standing_references(statement)
        if statement.context["kind"] == "published" and references and not any(one.publishes for one in references):
            yield Finding(
                "published",
                BLOCK,
                f"“{KINDS['published'].label}” needs a source that {PUBLISHERS} publishes. Here are studies or views.",
                why="Readers take this label for what the public is told, not for what was found.",
                suggestion=f"Choose “{KINDS[kind_borne_by(references)].label}”. If a source is such information after "
                "all, say so under References, in “kind of study”.",
                excerpt=quoted(statement, page.check_lookups.figures),
                place=statement.place,
            )


def published_as_early(page: Page) -> Iterator[Finding]:
    """ADVISE: what is called research rests only on what is published for the public."""
    for statement in statements_of(page):
        references = standing_references(statement)
        if statement.context["kind"] == "early" and references and all(one.publishes for one in references):
            yield Finding(
                "published-as-early",
                ADVISE,
                f"This rests only on what {PUBLISHERS} publishes.",
                why=f"Under “{KINDS['early'].label}” a warning looks like a weak finding.",
                suggestion=f"Choose “{KINDS['published'].label}”, unless the sentence tells what a guideline found in "
                "the studies it read.",
                excerpt=quoted(statement, page.check_lookups.figures),
                place=statement.place,
            )


def standing_references(statement: BlockLocation) -> list[Reference]:
    """Those that no journal has taken back."""
    return [one for one in references_of(statement) if not one.retracted]


def kind_borne_by(references: list[Reference]) -> str:
    """The kind of research that these studies may bear."""
    return "established" if any(reference.is_read for reference in bearing_references(references)) else "early"


def unframed_figures(page: Page) -> Iterator[Finding]:
    """An observation whose frame says that it has still to be written: nothing was counted for it."""
    for statement in statements_of(page):
        figure = statement.value.get("figure")
        if figure is None or not statement.context["counted"]:
            continue
        for field, said in figure.placeholders.items():
            yield Finding(
                "frame",
                BLOCK,
                f"The key figure “{figure.name}” does not say yet {FRAME[field]}: “{said}”.",
                why="“Counted in …” under an observation means that somebody counted.",
                suggestion="Write it there, or choose another kind of statement until it was counted.",
                excerpt=getattr(figure, field),
                place=statement.place,
            )
