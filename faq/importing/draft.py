"""What a document turns into before there is a page, or why it does not: plain values, no Django."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from faq.importing.folder import as_shown


class Refused(Exception):
    """A document or a picture cannot be imported. `str()` of it is one sentence a staff member can act on."""


@dataclass
class Statement:
    """Rich text in Wagtail's database format, except that links still carry the address the document gave them.

    `words` is its running text without lists.
    """

    html: str
    words: str = ""
    lists: int = 0


@dataclass
class Table:
    """`heading` is the header row in plain words ("" where it has none); `rows` hold rich text, one per column."""

    heading: list[str]
    rows: list[list[str]]
    caption: str = ""


@dataclass
class Picture:
    """Checked picture bytes. `alt` is empty when nobody has written it yet."""

    data: bytes
    extension: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""


@dataclass
class Attachment:
    """A file that a link leads to, for the document library; `title` is what the link says.

    `document` is its key there, once it is in.
    """

    name: str
    data: bytes
    title: str = ""
    document: int | None = None


Part = Statement | Table | Picture
SomePart = TypeVar("SomePart", Statement, Table, Picture)


@dataclass
class Question:
    """`places` are the names by which links led to it in the document: `why` of `page.html#why`."""

    wording: str
    parts: list[Part] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@dataclass
class Ledger:
    """What happened on the way: `dropped` holds (what, why), `notes` hold whole sentences."""

    dropped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def drop(self, what: str, why: str) -> None:
        what, why = as_shown(what), as_shown(why)
        if (what, why) not in self.dropped:
            self.dropped.append((what, why))

    def note(self, sentence: str) -> None:
        sentence = as_shown(sentence)
        if sentence not in self.notes:
            self.notes.append(sentence)


@dataclass
class Draft:
    """One topic to be. `short_answer` is rich text, `sources` are lines, as the document listed them.

    `asked_as` holds a heading too long for the title that words no question either; `address` is where the
    document was saved from, if it tells. `attached` are the files behind its links, by address.
    """

    title: str
    questions: list[Question]
    ledger: Ledger = field(default_factory=Ledger)
    short_answer: str = ""
    sources: list[str] = field(default_factory=list)
    asked_as: str = ""
    address: str = ""
    attached: dict[str, Attachment] = field(default_factory=dict)

    def parts(self, kind: type[SomePart]) -> list[SomePart]:
        return [part for question in self.questions for part in question.parts if isinstance(part, kind)]

    def rewrite(self, turned: Callable[[str], str]) -> None:
        """Put what `turned` makes of it in the place of every rich text."""
        self.short_answer = turned(self.short_answer)
        for question in self.questions:
            for part in question.parts:
                if isinstance(part, Statement):
                    part.html = turned(part.html)
                elif isinstance(part, Table):
                    part.rows = [[turned(cell) for cell in row] for row in part.rows]
