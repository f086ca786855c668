"""What a page is made of, flat and in reading order; and how running text and lists are written as rich text."""

from dataclasses import dataclass, field

from faq.importing.draft import Picture, Table
from faq.importing.outline.text_runs import Run, markup


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
    start: int = 1
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

# Deeper than any real heading: a bold line never outranks an `h6`.
HANDMADE = 7
