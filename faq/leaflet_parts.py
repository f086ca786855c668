"""What a leaflet tells one by one: a question with its answer, or a section of a service."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from faq.leaflet_lengths import ABOVE, GAP, MARGIN_LETTERS, MORE, NAME_LETTERS, PART, length, lines
from faq.leaflet_order import Turn, Weight, turn_of, weights_of

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

    from faq.models.evidence import Reference


# The level of a care card.
EMERGENCY = "emergency"


@dataclass(eq=False)
class Part:
    """`text` is HTML, `blocks` are those of a stream. `is_cut`: it says more on the page than here."""

    heading: str
    text: str = ""
    blocks: list = field(default_factory=list)
    turn: Turn = Turn.REST
    is_cut: bool = False

    @property
    def warns(self) -> bool:
        """Whether a reader who has only the leaflet could come to harm without it."""
        return self.turn is Turn.WARNING

    @property
    def has_signs(self) -> bool:
        """Whether it lists the signs of an emergency."""
        return any(block.block_type == "care_card" and block.value["level"] == EMERGENCY for block in self.blocks)

    @cached_property
    def references(self) -> list[Reference]:
        """What its statements rest on, in the order of reading."""
        statements = [block.value for block in self.blocks if block.block_type == "statement"]
        found = [one for value in statements if value.is_labelled for one in value.sources]
        return list(dict.fromkeys(found))

    @cached_property
    def units(self) -> list[tuple[Weight, int]]:
        """What it can be told by, one after the other: the Weight of each block and its place; a text comes first.

        A block is told only after every heavier one, and after those of its weight that stand before it.
        """
        text = [(Weight.EVIDENCE, -1)] if self.text else []
        return [*text, *sorted(zip(weights_of(self.blocks), range(len(self.blocks)), strict=True))]

    def cut(self, many: int) -> Part:
        """It with so many of its units, in the order of reading."""
        if many >= len(self.units):
            return self
        places = sorted(place for _, place in self.units[:many])
        return replace(self, blocks=[self.blocks[place] for place in places if place >= 0], is_cut=True)

    @cached_property
    def lengths(self) -> list[float]:
        """The lines of the text and of each block; that of the text is the last, so that its place is -1."""
        return [*map(length, self.blocks), GAP + lines(self.text)]

    def pieces(self, many: int) -> list[float]:
        """The lengths of what a page may end after: the heading with what comes first, then block by block."""
        places = sorted(place for _, place in self.units[:many])
        first, *others = (self.lengths[place] for place in places)
        more = MORE if many < len(self.units) else 0
        if places[0] >= 0 and self.blocks[places[0]].block_type == "care_card":
            return [PART + ABOVE * lines(self.heading, NAME_LETTERS) + first + more, *others]
        in_margin = lines(self.heading, MARGIN_LETTERS) - sum(others)
        return [PART + max(first + more, in_margin), *others]

    @cached_property
    def name_length(self) -> int:
        """The lines it takes to name it only."""
        return lines(self.heading, NAME_LETTERS)


def part_of(question: StructValue) -> Part:
    """The Part of a question of a topic."""
    return Part(question["question"], blocks=list(question["answer"]), turn=turn_of(question))


def in_reading_order(parts: list[Part]) -> list[Part]:
    """As on the page, but the signs of an emergency come right after the first answer, where nobody passes over them.

    They are also what is longest and may not be cut: further down, half a side would stay empty before them.
    """
    first, others = parts[:1], parts[1:]
    return first + sorted(others, key=lambda part: not part.has_signs)
