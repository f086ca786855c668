"""What became of a document, for the person who imported it: the same on the screen and in the terminal."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from wagtail.models import Page

from faq.importing.draft import Draft, Part, Picture, Statement, Table
from faq.importing.words import counted, glimpse, sentences, tidy

BLOCK_ENDS = re.compile(r"</p>|</li>|</?ul>|</?ol>")

LISTED = "The editor shows the {} that the document listed: choose each at the statements that rest on it."


@dataclass
class Report:
    """`dropped` holds (what, why); `unlabelled` holds (question, its sentences without a kind of knowledge)."""

    name: str
    kept: list[str]
    dropped: list[tuple[str, str]]
    notes: list[str]
    to_do: list[str]
    unlabelled: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """All of it in one line: `12 statements, 3 pictures; 2 left out, 1 note`."""
        more = [f"{len(self.dropped)} left out"] if self.dropped else []
        more += [counted(len(self.notes), "note")] if self.notes else []
        return "; ".join(filter(None, [", ".join(self.kept), ", ".join(more)]))

    def lines(self) -> Iterator[str]:
        """The report as lines of plain text."""
        yield f"Kept: {', '.join(self.kept)}."
        yield from listed("Left out:", (f"{what} ({why})" for what, why in self.dropped))
        yield from listed("Please note:", self.notes)
        yield from listed("Still to do before it can be published:", self.to_do)
        if self.unlabelled:
            yield "These sentences still need a kind of knowledge:"
        for question, found in self.unlabelled:
            yield from listed(f"  {question}", found, "    - ")


def listed(heading: str, items: Iterable[str], mark: str = "  - ") -> list[str]:
    items = list(items)
    return [heading, *(mark + item for item in items)] if items else []


def report_on(draft: Draft, name: str, to_do: list[str], unlabelled: list[tuple[str, list[str]]]) -> Report:
    return Report(name, kept(draft), draft.ledger.dropped, draft.ledger.notes, to_do, unlabelled)


def kept(draft: Draft) -> list[str]:
    statements, tables = draft.parts(Statement), draft.parts(Table)
    cells = [cell for table in tables for row in table.rows for cell in row]
    links = "".join([draft.short_answer, *(part.html for part in statements), *cells]).count("<a ")
    numbers = (
        (int(bool(draft.short_answer)), "short answer"),
        (len(draft.questions), "question"),
        (len(statements), "statement"),
        (sum(part.lists for part in statements), "list"),
        (len(tables), "table"),
        (len(draft.parts(Picture)), "picture"),
        (links, "link"),
        (len(draft.sources), "source"),
    )
    return [counted(number, noun) for number, noun in numbers if number]


def to_do(draft: Draft, services: Sequence[Page]) -> list[str]:
    """For a topic; `services` are those it will lead to."""
    waiting = len(draft.parts(Statement))
    bare = [question.wording for question in draft.questions if not question.parts]
    return [
        f"{'Look at' if draft.short_answer else 'Write'} the short answer and choose the subject.",
        *([] if services else ["Choose at least one service: no link in the document leads to one of ours."]),
        *([f"Choose a kind of knowledge for {counted(waiting, 'statement')}."] if waiting else []),
        *speechless(draft),
        *([LISTED.format(counted(len(draft.sources), "source"))] if draft.sources else []),
        *(f"Answer {glimpse(wording)}: nothing stood below it." for wording in bare),
    ]


def speechless(draft: Draft) -> list[str]:
    number = sum(not picture.alt for picture in draft.parts(Picture))
    return [f"Write what is to be seen: {counted(number, 'picture')} came without words."] if number else []


def unlabelled(draft: Draft) -> list[tuple[str, list[str]]]:
    found = [
        (question.wording, [sentence for part in question.parts for sentence in sentences_of(part)])
        for question in draft.questions
    ]
    return [(wording, lines) for wording, lines in found if lines]


def sentences_of(part: Part) -> list[str]:
    """The sentences of a statement; each item of a list stands for itself."""
    if not isinstance(part, Statement):
        return []
    blocks = (tidy(unescape(re.sub(r"<[^>]+>", " " if "<br/>" in block else "", block)))
              for block in BLOCK_ENDS.split(part.html))  # fmt: skip
    return [sentence for block in blocks for sentence in sentences(block)]
