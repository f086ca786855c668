"""Which topics stand on which shelf and under which letter, in the order of their titles: numbers only."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

# Titles that begin with a digit or a sign are found under this heading.
OTHER = "0-9"


@dataclass
class Shelves:
    """Ids of topics, `by_subject` (its id) and `by_letter`; the `addresses` of the subjects."""

    by_subject: dict[int, array[int]] = field(default_factory=dict)
    by_letter: dict[str, array[int]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, topics: Iterable[tuple[int, int | None, str | None, str]]) -> Shelves:
        """Of `(id, id of the subject, its address, what the title is sorted by)`, sorted by that."""
        shelves = cls()
        for pk, subject, address, order in topics:
            if subject is not None and address:
                shelves.addresses.add(address)
                shelves.by_subject.setdefault(subject, array("q")).append(pk)
            shelves.by_letter.setdefault(letter_of(order), array("q")).append(pk)
        return shelves

    @property
    def count(self) -> int:
        return sum(map(len, self.by_letter.values()))

    def on(self, subject: int) -> Sequence[int]:
        return self.by_subject.get(subject, ())

    def first_of_each(self, number: int) -> list[int]:
        """The first topics of every subject."""
        return [pk for shelf in self.by_subject.values() for pk in shelf[:number]]

    def under(self, letter: str) -> Sequence[int]:
        return self.by_letter.get(letter, ())


def letter_of(order: str) -> str:
    first = order[:1].upper()
    return first if first and first in ascii_uppercase else OTHER
