"""A text in the form that is searched: plain small letters, with the place of each in what was typed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.vocabulary import PATTERNS
from clinic.content.invisible import INVISIBLE

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
OPENING = re.compile(r"(?:^|[.!?:;\n¿¡(\"“«]|\s[-–—])\s*$")
# Where more words than this begin with a capital, as in a title, capitals say nothing.
MOST_CAPITALS = 0.6


@dataclass(frozen=True)
class Word:
    """`capital`: a first letter that says that this is a name: not of a sentence, not among capitals only."""

    plain: str
    start: int
    end: int
    capital: bool
    opens: bool


class Written:
    def __init__(self, text: str) -> None:
        self.text = text
        seen = [(place, letter) for place, typed in enumerate(text) for letter in folded(typed)]
        self.places = [place for place, _ in seen]
        self.cased = "".join(letter for _, letter in seen)
        self.plain = "".join(letter.lower()[:1] for _, letter in seen)

    def datum(self, kind: Kind, start: int, end: int) -> PersonalDatum:
        first, last = self.places[start], self.places[end - 1] + 1
        return PersonalDatum(kind, first, last, self.text[first:last])

    def matches(self, *names: str) -> Iterator[re.Match[str]]:
        """Of these patterns, one after the other."""
        return (match for name in names for match in PATTERNS[name].finditer(self.plain))

    def every(self, kind: Kind, *names: str, group: int | str = 0) -> Iterator[PersonalDatum]:
        """What is in the `group` of each match."""
        return (self.datum(kind, *match.span(group)) for match in self.matches(*names))

    @cached_property
    def words(self) -> list[Word]:
        found = list(WORD.finditer(self.plain))
        opens = [bool(OPENING.search(self.plain[max(0, one.start() - 4) : one.start()])) for one in found]
        said = self.capitals_say_something([one.start() for one, first in zip(found, opens, strict=True) if not first])
        return [
            Word(bare(one.group()), *one.span(), said and self.is_capital(*one.span()), first)
            for one, first in zip(found, opens, strict=True)
        ]

    def is_capital(self, start: int, end: int) -> bool:
        """Whether a word has one capital, its first: "CRPS" is a short form."""
        letters = self.cased[start:end]
        return letters[0].isupper() and not (len(letters) > 1 and letters.isupper())

    def capitals_say_something(self, starts: list[int]) -> bool:
        capitals = sum(self.cased[start].isupper() for start in starts)
        return len(starts) < 4 or capitals <= MOST_CAPITALS * len(starts)


def folded(typed: str) -> Iterator[str]:
    """The letters that one typed sign stands for, without accents; none for a sign that nobody sees."""
    if typed.isascii():
        yield typed
        return
    for letter in unicodedata.normalize("NFKD", typed.translate(INVISIBLE)):
        if not unicodedata.combining(letter):
            yield letter


def bare(word: str) -> str:
    """A word without apostrophes, and without the one of possession."""
    return re.sub(r"['’]s$|['’]", "", word)
