"""What a page is made of, flat and in reading order; and how running text and lists are written as rich text."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from faq.importing.draft import Picture, Table
from faq.importing.outline.text_runs import Run, all_bold, markup, plain, tidied

TYPED_BULLET = re.compile(r"[•·▪◦●○]\s*")
LONGEST_LABEL = 80


@dataclass
class Heading:
    words: str
    level: int


@dataclass
class Paragraph:
    runs: list[Run]

    @property
    def html(self) -> str:
        return f"<p>{markup(self.runs)}</p>"


@dataclass
class Bullets:
    """A list; an item is `(runs, [lists inside it])`."""

    ordered: bool
    items: list[tuple[list[Run], list["Bullets"]]] = field(default_factory=list)

    @property
    def html(self) -> str:
        tag = "ol" if self.ordered else "ul"
        items = (f"<li>{markup(runs)}{''.join(inner.html for inner in lists)}</li>" for runs, lists in self.items)
        return f"<{tag}>{''.join(items)}</{tag}>"

    @property
    def lists(self) -> int:
        """How many lists this is, itself and those inside."""
        return 1 + sum(inner.lists for _, lists in self.items for inner in lists)


Piece = Heading | Paragraph | Bullets | Table | Picture


def with_typed_bullets_joined(pieces: list[Piece]) -> list[Piece]:
    """Paragraphs that begin with a typed bullet sign are a list, however they were made."""
    out: list[Piece] = []
    for piece in pieces:
        runs = without_typed_bullet(piece)
        if not runs:
            out.append(piece)
            continue
        bullets = out[-1] if out else None
        if not isinstance(bullets, Bullets) or bullets.ordered:
            bullets = Bullets(ordered=False)
            out.append(bullets)
        bullets.items.append((runs, []))
    return out


def without_typed_bullet(piece: Piece) -> list[Run]:
    """What stands behind the bullet sign that a paragraph begins with; nothing where it begins with none."""
    typed = TYPED_BULLET.match(piece.runs[0].text) if isinstance(piece, Paragraph) else None
    return without_beginning(piece.runs, typed.end()) if isinstance(piece, Paragraph) and typed else []


def without_beginning(runs: list[Run], length: int) -> list[Run]:
    first = runs[0]
    return tidied([Run(first.text[length:], first.marks, first.href), *runs[1:]])


def with_bold_lines_as_headings(pieces: list[Piece]) -> list[Piece]:
    """A short bold paragraph without a closing stop, followed by text, is a heading its author made by hand."""
    out: list[Piece] = []
    for piece, after in zip_longest(pieces, pieces[1:]):
        if isinstance(piece, Paragraph) and not isinstance(after, Heading | None) and is_label(piece.runs):
            out.append(Heading(plain(piece.runs), HANDMADE))
        else:
            out.append(piece)
    return out


# Deeper than any real heading: a bold line never outranks an `h6`.
HANDMADE = 7


def is_label(runs: list[Run]) -> bool:
    words = plain(runs)
    return all_bold(runs) and len(words) <= LONGEST_LABEL and words[-1] not in '.!…,;:”"’' and not runs[0].href
