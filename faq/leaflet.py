"""What goes on a leaflet, one sheet printed on both sides: of each part as much as fits, and at least its heading.

No statement is cut off in the middle, and nothing is set smaller to make it fit. What goes first is in
faq/leaflet_order.py, how many lines it takes in faq/leaflet_lengths.py. A part that warns is told whole, and never
left out while another is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from clinic.site.models import ClinicDetails
from faq.leaflet_lengths import (
    CHECKED,
    FOOT_LETTERS,
    HEAD,
    LEAD,
    LEAD_LETTERS,
    NAMED,
    NOTES,
    QR_CODE,
    SIDE_LETTERS,
    SMALL,
    TITLE,
    TITLE_LETTERS,
    WRITTEN,
    citation_length,
    lines,
    sides_of,
)
from faq.leaflet_parts import Part, in_reading_order

if TYPE_CHECKING:
    from faq.models.evidence import Reference

# How many headings stand in the list of what is only named, and how many lines there are to write on.
MOST_NAMED, FEWEST_LINES, MOST_LINES = 24, 3, 8
# Of each part that is on it: how many of its units.
Told = Mapping[Part, int]


class Leaflet:
    """`parts`: every Part of a page in reading order. `lead`: what stands under its title. `details`: the clinic's."""

    def __init__(self, title: str, lead: str, parts: Iterable[Part], details: ClinicDetails) -> None:
        self.parts = in_reading_order([part for part in parts if part.units])
        self.details = details
        self.head = HEAD + TITLE * lines(title, TITLE_LETTERS) + LEAD * lines(lead, LEAD_LETTERS)
        self.cites = True
        self.chosen = self.fitting()
        if self.warnings:  # They outweigh the list of sources, which stands on the page.
            self.cites = False
            self.chosen = self.fitting()

    def fitting(self) -> Told:
        """How much of each part to tell. What is told makes room: it is named no longer."""
        chosen: Told = {}
        while step := next((step for step in self.steps(chosen) if self.fits({**chosen, **step})), None):
            chosen = {**chosen, **step}
        return chosen

    def steps(self, chosen: Told) -> Iterator[Told]:
        """What could be told next, in the order of faq/leaflet_order.py: a warning, or one unit more of another part.

        Where a warning has no room, nothing else takes room; where evidence has none, no opinion does.
        """
        warnings = [part for part in self.parts if part.warns and part not in chosen]
        if warnings:
            return iter([{part: len(part.units)} for part in warnings])
        begun = [(part, chosen.get(part, 0)) for part in self.parts]
        waiting = [(part, many) for part, many in begun if many < len(part.units)]
        heaviest = min((part.units[many][0] for part, many in waiting), default=None)
        now = [(part, many) for part, many in waiting if part.units[many][0] is heaviest]
        return ({part: many + 1} for part, many in sorted(now, key=self.turn_of_unit))

    def turn_of_unit(self, unit: tuple[Part, int]) -> tuple[int, ...]:
        part, many = unit
        return many > 0, part is not self.parts[0], part.turn

    def fits(self, told: Told, written: int = 0) -> bool:
        """Whether a leaflet that tells so much, names the rest and has so many lines to write on is one sheet."""
        pieces = [piece for part in self.parts if part in told for piece in part.pieces(told[part])]
        notes = NOTES + WRITTEN * written if written else 0
        return sides_of([self.head, *pieces, *self.naming(told), notes, *self.foot(told)]) <= 2

    def naming(self, told: Told) -> list[float]:
        """The lengths of the list of warnings it does not tell, and of that of the others."""
        warnings = [part.name_length for part in self.parts if part.warns and part not in told]
        others = [part.name_length for part in self.parts if not part.warns and part not in told]
        counted = 1 if len(others) > MOST_NAMED else 0
        return [
            NAMED + 1 + sum(warnings) if warnings else 0,
            NAMED + sum(others[:MOST_NAMED]) + counted if others else 0,
        ]

    def foot(self, told: Told) -> list[float]:
        """Sources in two columns, who checked it, and the QR code beside the ways to reach the clinic."""
        cited = {one for part, many in told.items() for one in part.cut(many).references} if self.cites else set()
        sources = sum(self.citation_lengths[one] for one in cited) / 2
        return [sources + 2 if sources or not self.cites else 0, *self.foot_below_sources]

    @cached_property
    def citation_lengths(self) -> dict[Reference, float]:
        return {one: citation_length(one) for part in self.parts for one in part.references}

    @cached_property
    def foot_below_sources(self) -> list[float]:
        reach = [SMALL * (2 + lines(words, SIDE_LETTERS)) for words in (self.details.address, self.details.hours)]
        return [CHECKED + SMALL * lines(self.details.disclaimer, FOOT_LETTERS), max(QR_CODE, *reach)]

    @property
    def told(self) -> list[Part]:
        """The parts it tells, in reading order, each as far as there is room."""
        return [part.cut(self.chosen[part]) for part in self.parts if part in self.chosen]

    @property
    def untold(self) -> list[Part]:
        """The parts there was no room for."""
        return [part for part in self.parts if part not in self.chosen]

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
        """Lines for the patient's own questions, where there is room after all that the page says; else none."""
        if self.untold or any(part.is_cut for part in self.told):
            return range(0)
        fitting = (many for many in range(MOST_LINES, FEWEST_LINES - 1, -1) if self.fits(self.chosen, many))
        return range(next(fitting, 0))
