"""What goes on a leaflet, one sheet printed on both sides: as many parts as fit, each told in full or only named.

Nothing is cut off in the middle, and nothing is set smaller to make it fit. What goes first is faq/leaflet_order.py;
a part that warns is never left out while another is told. How much fits is reckoned in lines of the leaflet's own type
on Letter paper, which is shorter than A4: no browser is asked. tests/browser/test_paper.py prints long ones and counts
their pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any

from wagtail.blocks import StructValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

from clinic.content.prose import plain
from clinic.content.streams import leaves
from clinic.site.models import ClinicDetails
from faq.leaflet_order import Turn, turn_of

if TYPE_CHECKING:
    from faq.models.evidence import Reference

# Lines on one side of Letter paper, with some left for what is reckoned too short. All lengths are in these lines.
SIDE = 46
# Letters on a line: of the text, the short answer and the title; of the small type below statements, across the foot,
# in a column of the sources and beside the QR code.
LETTERS, LEAD_LETTERS, TITLE_LETTERS = 73, 82, 42
SMALL_LETTERS, FOOT_LETTERS, SOURCE_LETTERS, SIDE_LETTERS, NAME_LETTERS = 80, 100, 47, 26, 68
# Lines that are higher or lower than those of the text.
LEAD, TITLE, SMALL, WRITTEN = 1.13, 1.7, 0.92, 1.6
# What every leaflet has: the clinic's name, what is around the title, and that nobody checked it; the QR code, who
# checked it, the heading over the lines to write on; and that over the parts it only names.
HEAD, QR_CODE, CHECKED, NOTES, NAMED = 5.9, 7.3, 4.5, 2, 3
# What blocks have besides their words.
HEADING, GAP, PICTURE, DRAWING, VIDEO, TO_CALL = 1, 0.5, 6, 6.5, 2, 2.5
MOST_NAMED, FEWEST_LINES, MOST_LINES = 8, 3, 8
END_OF_LINE = re.compile(r"</(?:p|li|h[2-4])>|<br/?>")


def lines(words: object, letters: int = LETTERS) -> int:
    """How many lines these words take, or this HTML."""
    pieces = [plain(piece) for text in str(words or "").splitlines() for piece in END_OF_LINE.split(text)]
    return sum(ceil(len(piece) / letters) for piece in pieces)


@dataclass(eq=False)
class Part:
    """One question with its answer, or one section of a service: `text` is HTML, `blocks` are those of a stream."""

    heading: str
    text: str = ""
    blocks: list = field(default_factory=list)
    turn: Turn = Turn.REST

    @property
    def has_anything(self) -> bool:
        return bool(self.text or self.blocks)

    @property
    def warns(self) -> bool:
        """Whether a reader who has only the leaflet could come to harm without it."""
        return self.turn is Turn.WARNING

    @cached_property
    def references(self) -> list[Reference]:
        """What its statements rest on, in the order of reading."""
        statements = [block.value for block in self.blocks if block.block_type == "statement"]
        found = [one for value in statements if value.is_labelled for one in value["references"] if one]
        return list(dict.fromkeys(found))

    @cached_property
    def pieces(self) -> list[float]:
        """The lengths of what a page may end after: the heading with what comes first, then block by block."""
        each: list[float] = [*([lines(self.text)] if self.text else []), *map(length, self.blocks)]
        first, *others = each
        return [HEADING + first, *others]

    @property
    def length(self) -> float:
        return sum(self.pieces)


def part_of(question: StructValue) -> Part:
    """The Part of a question of a topic."""
    return Part(question["question"], blocks=list(question["answer"]), turn=turn_of(question))


def length(block: StreamValue.StreamChild) -> float:
    """The lines of one block of a stream."""
    kinds = {
        "statement": statement_length,
        "table": table_length,
        "drawing": drawing_length,
        "video": lambda value: VIDEO,
    }
    if block.block_type in kinds:
        return GAP + kinds[block.block_type](block.value)
    more = {"picture": PICTURE, "care_card": TO_CALL}
    found = [getattr(value, "source", value) for leaf, value in leaves(block.block, block.value)]
    return GAP + more.get(block.block_type, 0) + sum(lines(words) for words in found if isinstance(words, str))


def statement_length(value: Any) -> float:
    """With its label, and with what is said beside statements of its kind."""
    if not value.is_labelled:
        return lines(value["text"].source)
    unread = value.block.unread_fields(value)
    aside = [value[name] for name in ("why_unsure", "what_is_known", "figure") if name not in unread]
    below = " · ".join([value.kind.label, "Sources 1, 2", *map(said_in, filter(None, aside))])
    return lines(value["text"].source) + SMALL * lines(below, SMALL_LETTERS)


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


def naming(untold: list[Part]) -> list[float]:
    """The lengths of the list of warnings it does not tell, and of that of the others."""
    warnings = [lines(part.heading, NAME_LETTERS) for part in untold if part.warns]
    others = [lines(part.heading, NAME_LETTERS) for part in untold if not part.warns]
    counted = 1 if len(others) > MOST_NAMED else 0
    return [
        NAMED + 1 + sum(warnings) if warnings else 0,
        NAMED + sum(others[:MOST_NAMED]) + counted if others else 0,
    ]


class Leaflet:
    """`parts`: every Part of a page in reading order. `lead`: what stands under its title. `details`: the clinic's."""

    def __init__(self, title: str, lead: str, parts: Iterable[Part], details: ClinicDetails) -> None:
        self.parts = [part for part in parts if part.has_anything]
        self.details = details
        self.head = HEAD + TITLE * lines(title, TITLE_LETTERS) + LEAD * lines(lead, LEAD_LETTERS)
        self.cites = True
        self.told = self.fitting()
        if self.warnings:  # They outweigh the list of sources, which stands on the page.
            self.cites = False
            self.told = self.fitting()

    def fitting(self) -> list[Part]:
        """The parts to tell in full, in reading order. Each one told makes room: it is named no longer."""
        chosen: list[Part] = []
        while part := self.next_that_fits(chosen):
            chosen.append(part)
        return [part for part in self.parts if part in chosen]

    def next_that_fits(self, chosen: list[Part]) -> Part | None:
        """The warnings first, lines to write on or not. Where one of them has no room, nothing else takes room."""
        others = sorted((part for part in self.parts if part not in chosen), key=lambda part: part.turn)
        warnings = [part for part in others if part.warns]
        if warnings:
            return next((part for part in warnings if self.fits({*chosen, part}, 0)), None)
        return next((part for part in others if self.fits({*chosen, part}, FEWEST_LINES)), None)

    def fits(self, told: Collection[Part], written: int) -> bool:
        """Whether a leaflet that tells these parts, names the others and has so many lines to write on is one sheet."""
        pieces = [piece for part in self.parts if part in told for piece in part.pieces]
        untold = [part for part in self.parts if part not in told]
        notes = NOTES + WRITTEN * written if written else 0
        return sides_of([self.head, *pieces, *naming(untold), notes, *self.foot(told)]) <= 2

    def foot(self, told: Collection[Part]) -> list[float]:
        """Sources in two columns, who checked it, and the QR code beside the ways to reach the clinic."""
        sources = sum(map(citation_length, {one for part in told for one in part.references})) / 2 if self.cites else 0
        reach = [SMALL * (2 + lines(words, SIDE_LETTERS)) for words in (self.details.address, self.details.hours)]
        disclaimer = SMALL * lines(self.details.disclaimer, FOOT_LETTERS)
        return [sources + 2 if sources or not self.cites else 0, CHECKED + disclaimer, max(QR_CODE, *reach)]

    @property
    def untold(self) -> list[Part]:
        """The parts there was no room for."""
        return [part for part in self.parts if part not in self.told]

    @property
    def warnings(self) -> list[Part]:
        """Those of the untold parts that warn: it says so and names them all, before the others."""
        return [part for part in self.untold if part.warns]

    @property
    def others(self) -> list[Part]:
        return [part for part in self.untold if not part.warns]

    @property
    def named(self) -> list[Part]:
        """Those of the others whose headings stand on it."""
        return self.others[:MOST_NAMED]

    @property
    def more(self) -> int:
        """How many others there are besides those named."""
        return len(self.others) - len(self.named)

    @cached_property
    def references(self) -> list[Reference]:
        """What the parts told rest on, each once, in the order of reading."""
        return list(dict.fromkeys(one for part in self.told for one in part.references)) if self.cites else []

    def numbers(self, references: Iterable[Reference]) -> str:
        """Where these references stand in the list of sources: "1, 3"."""
        return ", ".join(str(self.references.index(one) + 1) for one in references if one in self.references)

    @property
    def own_lines(self) -> range:
        """Lines for the patient's own questions: what room is left, and none where warnings take it."""
        return range(next((many for many in range(MOST_LINES, 0, -1) if self.fits(self.told, many)), 0))


def citation_length(reference: Reference) -> float:
    words = f"00. {reference.first_author} and others, 2000: {reference.title}, {reference.journal}. {reference.link}"
    return SMALL * lines(words, SOURCE_LETTERS)
