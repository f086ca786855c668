"""Rich text in database format, taken apart into paragraphs, headings and list items with the links in them."""

import re
from dataclasses import dataclass
from html import unescape

from clinic.checks.text.sentences import visible

# The database format is written by Wagtail: its tags are closed and its attributes are in double quotes.
TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>[^>]*)>|<!--.*?-->", re.S)
ATTRIBUTE = re.compile(r'([a-zA-Z-]+)="([^"]*)"')
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "div", "td", "th", "tr", "table"}
LISTS = {"ul", "ol"}
# As clinic.content.key_figure_in_text shows it.
MISSING = "[figure missing]"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True)
class Link:
    """A link's `text` and what it leads to: {"linktype": "page", "id": "3"} or {"href": "https://…"}."""

    text: str
    target: dict[str, str]

    @property
    def explains(self) -> bool:
        """Does it tell what its words mean, instead of leading on?"""
        return self.target.get("linktype") == "glossary"


@dataclass(frozen=True)
class Paragraph:
    """`tag` is p, li or a heading; `list_number` tells the items of one list (0: in no list)."""

    tag: str
    text: str
    links: tuple[Link, ...] = ()
    embeds: tuple[dict[str, str], ...] = ()
    list_number: int = 0


class Reader:
    """Reads one rich text. `figures` is what each key figure says: {id: text}."""

    def __init__(self, figures: dict[str, str]) -> None:
        self.figures = figures
        self.done: list[Paragraph] = []
        self.open_lists: list[int] = []
        self.lists = 0
        self.begin("p")

    def begin(self, tag: str) -> None:
        self.tag = tag
        self.pieces: list[str] = []
        self.links: list[Link] = []
        self.embeds: list[dict[str, str]] = []
        self.link: tuple[list[str], dict[str, str]] | None = None

    def end(self) -> None:
        text = visible("".join(self.pieces))
        if text or self.embeds:
            number = self.open_lists[-1] if self.open_lists and self.tag == "li" else 0
            self.done.append(Paragraph(self.tag, text, tuple(self.links), tuple(self.embeds), number))
        self.begin("li" if self.open_lists else "p")

    def read(self, source: str) -> list[Paragraph]:
        at = 0
        for match in TAG.finditer(source):
            self.say(source[at : match.start()])
            if match["name"]:
                self.tag_seen(match["name"].lower(), bool(match["closing"]), match["attributes"])
            at = match.end()
        self.say(source[at:])
        self.end()
        return self.done

    def say(self, html: str) -> None:
        text = unescape(html)
        self.pieces.append(text)
        if self.link is not None:
            self.link[0].append(text)

    def tag_seen(self, name: str, closing: bool, attributes: str) -> None:
        if name in BLOCKS:
            self.block_seen(name, closing)
        elif name == "a":
            self.link_seen(closing, attributes)
        elif name == "embed":
            self.embed_seen(dict(ATTRIBUTE.findall(attributes)))
        elif name == "br":
            self.say(" ")
        elif name == "sup" and not closing and "".join(self.pieces)[-1:].isdigit():
            # As it is typed: ten to the power of three is no hundred and three.
            self.say("^")

    def block_seen(self, name: str, closing: bool) -> None:
        self.end()
        if name in LISTS:
            self.lists += not closing
            self.open_lists = self.open_lists[:-1] if closing else [*self.open_lists, self.lists]
        if not closing:
            self.tag = name if name in HEADINGS or name == "li" else self.tag

    def link_seen(self, closing: bool, attributes: str) -> None:
        if not closing:
            self.link = ([], {key: unescape(value) for key, value in ATTRIBUTE.findall(attributes)})
        elif self.link is not None:
            self.links.append(Link(visible("".join(self.link[0])), self.link[1]))
            self.link = None

    def embed_seen(self, attributes: dict[str, str]) -> None:
        if attributes.get("embedtype") == "key-figure":
            self.embeds.append(attributes)
            self.say(self.figures.get(attributes.get("id", ""), MISSING))


def paragraphs(source: str | None, figures: dict[str, str] | None = None) -> list[Paragraph]:
    """Every Paragraph of a rich text in database format, empty ones left out.

    >>> [(one.tag, one.text) for one in paragraphs("<p>One &amp; two.</p><ul><li>Three</li></ul>")]
    [('p', 'One & two.'), ('li', 'Three')]
    """
    return Reader(figures or {}).read(source or "")
