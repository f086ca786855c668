"""How many lines things take on a leaflet: its own type on Letter paper, which is shorter than A4. No browser is asked.

tests/browser/test_paper.py prints long leaflets and counts their pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING, Any

from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

from clinic.content.prose import plain
from clinic.content.streams import leaves

if TYPE_CHECKING:
    from faq.models.evidence import Reference

# Lines on one side of Letter paper, with some left for what is reckoned too short. All lengths are in these lines.
SIDE = 46.8
# Letters on a line: of the text, the short answer and the title; of the small type below statements, across the foot,
# in a column of the sources and beside the QR code.
LETTERS, LEAD_LETTERS, TITLE_LETTERS = 73, 82, 42
SMALL_LETTERS, FOOT_LETTERS, SOURCE_LETTERS, SIDE_LETTERS, NAME_LETTERS = 80, 100, 47, 26, 68
# Lines that are higher or lower than those of the text.
LEAD, TITLE, SMALL, WRITTEN = 1.13, 1.7, 0.92, 1.6
# What every leaflet has: the clinic's name, what is around the title, and that nobody checked it; the QR code, who
# checked it, the heading over the lines to write on; and that over the parts it only names.
HEAD, QR_CODE, CHECKED, NOTES, NAMED = 5.5, 7.5, 3.8, 2, 2.4
# What blocks have besides their words. Headings stand in the margin: what comes before a part is its line and a gap.
PART, GAP, PICTURE, DRAWING, VIDEO = 0.4, 0.5, 6, 6.5, 2
# Letters on a line of the margin; what a heading takes that stands above its answer, as over a care card.
MARGIN_LETTERS, ABOVE = 14, 1.3
# A care card takes the whole width: its letters on a line, its own heading and frame, the number to call, and where to
# go when the clinic is closed.
CARD_LETTERS, CARD, TO_CALL, WHEN_CLOSED = 88, 2.5, 1.8, 2
# What stands before such an aside, in the longest words: "Why we are not sure:".
LEAD_IN = "Por qué no estamos seguros: "
# The line that says of an answer that it says more on the page.
MORE = 1
# What a link to a page of ours adds: its short address in brackets.
LINK, ADDRESS_LETTERS = 'linktype="page"', 26
END_OF_LINE = re.compile(r"</(?:p|li|h[2-4])>|<br/?>")


def lines(words: object, letters: int = LETTERS) -> int:
    """How many lines these words take, or this HTML."""
    pieces = [piece for text in str(words or "").splitlines() for piece in END_OF_LINE.split(text)]
    return sum(ceil((len(plain(piece)) + ADDRESS_LETTERS * piece.count(LINK)) / letters) for piece in pieces)


def length(block: StreamValue.StreamChild) -> float:
    """The lines of one block of a stream."""
    kinds = {
        "statement": statement_length,
        "table": table_length,
        "drawing": drawing_length,
        "video": lambda value: VIDEO,
        "care_card": care_card_length,
    }
    if block.block_type in kinds:
        return GAP + kinds[block.block_type](block.value)
    found = [getattr(value, "source", value) for leaf, value in leaves(block.block, block.value)]
    picture = PICTURE if block.block_type == "picture" else 0
    return GAP + picture + sum(lines(words) for words in found if isinstance(words, str))


def statement_length(value: Any) -> float:
    """With its label, and with what is said beside statements of its kind."""
    if not value.is_labelled:
        return lines(value["text"].source)
    unread = value.block.unread_fields(value)
    aside = [value[name] for name in ("why_unsure", "what_is_known", "figure") if name not in unread]
    below = " · ".join([value.kind.label, "Sources 1, 2", *(f"{LEAD_IN}{said_in(one)}" for one in filter(None, aside))])
    return lines(value["text"].source) + SMALL * lines(below, SMALL_LETTERS)


def care_card_length(card: Any) -> float:
    """Only cards that send to the clinic show a number."""
    call = {"urgent": TO_CALL + WHEN_CLOSED, "non_urgent": TO_CALL}.get(card["level"], 0)
    said = sum(lines(words, CARD_LETTERS) for words in [*card["items"], card["action"].source])
    return CARD + call + said + lines(card["heading"], CARD_LETTERS) // 2


def said_in(words: object) -> str:
    return plain(words.source) if isinstance(words, RichText) else str(words)


def drawing_length(drawing: Any) -> float:
    """Pictures side by side, each above its line."""
    below = max((lines(line, LETTERS // max(len(drawing["lines"]), 1)) for line in drawing["lines"]), default=0)
    return DRAWING + below + SMALL * lines(drawing["caption"], SMALL_LETTERS)


def table_length(table: TypedTable) -> float:
    """Of each row the longest cell, in a column as wide as the others."""
    letters = LETTERS // max(len(table.columns), 1)
    rows = [[column["heading"] for column in table.columns], *([cell.value for cell in row] for row in table.rows)]
    longest = [max((lines(getattr(cell, "source", cell), letters) for cell in row), default=0) for row in rows]
    return lines(table.caption) + sum(longest) * SMALL + GAP


def sides_of(pieces: Iterable[float]) -> int:
    """How many sides of paper these pieces take, one after the other, none of them cut in two."""
    sides, used = 1, 0.0
    for piece in pieces:
        if used + piece > SIDE:
            sides, used = sides + 1, 0
        used += piece
    return sides


def citation_length(reference: Reference) -> float:
    words = f"00. {reference.first_author} and others, 2000: {reference.title}, {reference.journal}. {reference.link}"
    return SMALL * lines(words, SOURCE_LETTERS)
