"""Walk a cleaned page and give its pieces. Whatever cannot come along is entered in the ledger."""

import re
from collections.abc import Iterable

from bs4 import NavigableString, PageElement, Tag

from faq.importing.draft import Ledger, Picture, Refused, Table
from faq.importing.labels import asks
from faq.importing.outline.links import address
from faq.importing.outline.pictures import PictureOf, first_kept
from faq.importing.outline.pieces import HANDMADE, Bullets, Heading, Paragraph, Piece
from faq.importing.outline.tables import is_for_layout, items_in, questions_in, table_of
from faq.importing.outline.text_runs import BREAK, Run, paragraphs, plain, tidied
from faq.importing.reading.embedded import BY_TAG, name_form, name_shown
from faq.importing.reading.shown_later import addresses_of
from faq.importing.reading.tags import HEADINGS, attribute, style_of, text_of
from faq.importing.words import glimpse, tidy

BLOCKS = frozenset(
    """
    address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption
    figure footer form header hgroup hr legend li main menu nav ol p pre search section summary
    table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
).union(HEADINGS)
BOLD, ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
HEAVY = {"bold", "bolder", "600", "700", "800", "900"}
SHOWN_AS_BLOCK = re.compile(r"(?:^|;)display:(?:block|flex|grid|list-item|table)(?:;|$)")
APART = {"a", "button", "font", "label", "small", "span", "time", "strong", "b"}
ENDS = re.compile(r"[^\W\d_]{2}$|[\d.:;,!?)%”’]$")
CELLS = {"td", "th"}
SHOWN = ["img", *BY_TAG]
LONGEST_NAMED = 300
CONTROLS = {"button", "input", "select", "textarea"}


class Walk:
    """One walk over one tree. `picture_of(src)` gives the values of a `Picture` or refuses with a sentence.

    `page` is the address of the page itself, "" if unknown. `flows`: a word processor wrote it, which cuts words into
    elements wherever something changes.
    """

    def __init__(self, ledger: Ledger, picture_of: PictureOf, page: str = "", *, flows: bool = False) -> None:
        self.ledger, self.picture_of, self.page, self.flows = ledger, picture_of, page, flows
        self.pieces: list[Piece] = []
        self.running: list[Run] = []
        self.waiting: list[Piece] = []

    def over(self, *nodes: PageElement, marks: frozenset[str] = frozenset(), href: str = "") -> list[Piece]:
        """Return the pieces of `nodes`."""
        for node in nodes:
            self.node(node, marks, href)
        self.end_paragraph()
        return self.pieces

    def apart(self, *nodes: PageElement, marks: frozenset[str] = frozenset(), href: str = "") -> list[Piece]:
        return type(self)(self.ledger, self.picture_of, self.page, flows=self.flows).over(
            *nodes, marks=marks, href=href
        )

    def node(self, node: PageElement, marks: frozenset[str], href: str) -> None:
        if isinstance(node, Tag):
            self.element(node, marks, href)
        elif isinstance(node, NavigableString):
            # A line's end in the file is a space; only `br` breaks a line.
            self.running.append(Run(" " if str(node) == BREAK else str(node), marks, href))

    def inside(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        before: PageElement | None = None
        for child in tag.children:
            if before is not None and not self.flows and stand_apart(before, child):
                self.running.append(Run(" "))
            self.node(child, marks, href)
            before = child

    def element(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        if tag.name in BY_TAG or tag.name in CONTROLS:
            self.leave_out(tag, marks, href)
        elif tag.name == "br":
            self.running.append(Run(BREAK, marks, href))
        elif tag.name == "img":
            self.picture(tag)
        elif tag.name in BLOCKS or SHOWN_AS_BLOCK.search(style_of(tag)):
            self.end_paragraph()
            getattr(self, f"block_{tag.name}", self.inside)(tag, self.marks_of(tag, marks), href)
            self.end_paragraph()
        else:
            self.inside(tag, self.marks_of(tag, marks), self.href_of(tag) or href)

    def end_paragraph(self) -> None:
        """What ran so far is a paragraph (or several); pictures met on the way stand after it."""
        self.pieces += [Paragraph(runs) for runs in paragraphs(self.running)] + self.waiting
        self.running, self.waiting = [], []

    def block_h1(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        runs, self.waiting = as_one_run(self.apart(*tag.children))
        if any(run.href for run in runs):
            self.ledger.drop(f"the link on the heading {glimpse(plain(runs))}", "a heading carries no link here")
        if words := plain(Run(" ") if run.text == BREAK else run for run in runs):
            self.pieces.append(Heading(words, level_of(tag)))

    block_h2 = block_h3 = block_h4 = block_h5 = block_h6 = block_summary = block_h1

    def block_hr(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        """A line across the page says nothing in words."""

    def block_form(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        """Some makers put the whole page into one."""
        name_form(tag, self.ledger)
        self.inside(tag, marks, href)

    def block_dt(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        self.inside(tag, marks | {"b"}, href)

    def block_pre(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        for line in tag.get_text().split("\n"):
            self.running += [Run(line, marks, href), Run(BREAK)]

    def block_ul(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        if tag.find("li") and tag.find(HEADINGS):
            # A list by its tags only: what has headings is read part by part.
            self.inside(tag, marks, href)
            return
        self.items(Bullets(tag.name == "ol", number_in(tag, "start")), tag.children, marks, href)

    block_ol = block_menu = block_ul

    def items(self, bullets: Bullets, nodes: Iterable[PageElement], marks: frozenset[str], href: str) -> None:
        """The list with each of `nodes` as an item, or more of the item before it."""
        for node in nodes:
            runs, rest = as_one_run(self.apart(node, marks=marks, href=href))
            lists = [piece for piece in rest if isinstance(piece, Bullets)]
            self.waiting += [piece for piece in rest if not isinstance(piece, Bullets)]
            if runs or not bullets.items:
                bullets.items += [(runs, lists)] if runs or lists else []
            else:
                bullets.items[-1][1].extend(lists)
        if bullets.items:
            self.pieces.append(bullets)

    def block_table(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        if asked := questions_in(tag):
            for pair in asked:
                self.pair(*pair)
            return
        if listed := items_in(tag):
            number, cells = listed
            self.ledger.note(
                f"The table that begins with {glimpse(text_of(cells[0]), 40)} was a list by its signs; it is one now."
            )
            self.items(Bullets(number is not None, number or 1), cells, marks, href)
            return
        if is_for_layout(tag):
            self.inside(tag, marks, href)
            return
        table, self.waiting = table_of(tag, self)
        self.pieces.append(table)

    def pair(self, question: Tag, answer: Tag) -> None:
        """A row of a table with a question in one column and its answer in the other."""
        self.block_h1(question, frozenset(), "")
        self.end_paragraph()
        self.inside(answer, frozenset(), "")
        self.end_paragraph()

    def block_figure(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        """Of figures within a figure each has a caption of its own."""
        own = [caption for caption in tag.find_all("figcaption") if caption.find_parent("figure") is tag]
        words, is_shown = " ".join(text_of(caption.extract()) for caption in own), bool(tag.find(SHOWN))
        before = len(self.pieces)
        self.inside(tag, marks, href)
        self.end_paragraph()
        shown = next((one for one in reversed(self.pieces[before:]) if isinstance(one, Picture | Table)), None)
        if words and shown and not shown.caption:
            shown.caption = words
        elif words and is_shown and not shown:
            self.ledger.drop(f"a caption: {glimpse(words, LONGEST_NAMED)}", "what it stands below did not come along")
        elif words:
            self.pieces.append(Paragraph([Run(words)]))

    def marks_of(self, tag: Tag, marks: frozenset[str]) -> frozenset[str]:
        """Marks by tag or by style. The style decides: editors paste `<b style="font-weight: normal">` around text."""
        style = style_of(tag)
        weight = re.search(r"font-weight:(\w+)", style)
        on = {
            "b": weight[1] in HEAVY if weight else tag.name in BOLD or is_underlined_question(tag),
            "i": tag.name in ITALIC or "font-style:italic" in style,
            "sup": tag.name == "sup" or "vertical-align:super" in style,
            "sub": tag.name == "sub" or "vertical-align:sub" in style.replace("vertical-align:super", ""),
        }
        return marks | {mark for mark in on if on[mark]}

    def href_of(self, tag: Tag) -> str:
        return address(attribute(tag, "href"), text_of(tag), self.ledger, self.page) if tag.name == "a" else ""

    def leave_out(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        words = text_of(tag)
        if tag.name == "button" and tag.find_parent([*HEADINGS, "summary"]):
            self.inside(tag, marks, href)
        elif tag.name in BY_TAG:
            name_shown(tag, self.ledger)
        elif words:
            self.ledger.drop(f"a button or a field: {glimpse(words)}", "it does nothing on a page of text")

    def picture(self, tag: Tag) -> None:
        alt = tidy(attribute(tag, "alt"))
        try:
            self.waiting.append(Picture(**first_kept(addresses_of(tag), self.picture_of), alt=alt))
        except Refused as refusal:
            self.ledger.drop(f"the picture {glimpse(alt)}" if alt else "a picture", str(refusal))


def stand_apart(before: PageElement, after: PageElement) -> bool:
    """Two elements in a row that style sheets keep apart, though nothing stands between them: `Monday` `8 am`."""
    if not isinstance(before, Tag) or not isinstance(after, Tag) or not {before.name, after.name} <= APART:
        return False
    if "vertical-align:su" in style_of(before) + style_of(after):
        return False  # 10 and its power.
    first, second = before.get_text(), after.get_text()
    if {before.name, after.name} == {"a"} and first.strip() and second.strip():
        return True
    return bool(ENDS.search(first) and re.match(r"[^\W_a-zß-öø-ÿ]|[“‘(¿¡]", second))


def level_of(tag: Tag) -> int:
    """A heading's own; a cell that asks is like a bold line, the opener of a folded part like the lowest heading."""
    if tag.name in HEADINGS:
        return int(tag.name[1])
    return HANDMADE if tag.name in CELLS else len(HEADINGS)


def is_underlined_question(tag: Tag) -> bool:
    """A line that is underlined from end to end and asks is marked like a bold one."""
    words = text_of(tag) if tag.name == "u" else ""
    return asks(words) and tag.parent is not None and text_of(tag.parent) == words


def number_in(tag: Tag, name: str) -> int:
    """Where a list begins to count: its own word, or that of its first item."""
    first = tag.find("li", recursive=False)
    said = attribute(tag, name) or (attribute(first, "value") if first else "")
    return int(said) if tag.name == "ol" and re.fullmatch(r"\d{1,3}", said) else 1


def as_one_run(pieces: list[Piece]) -> tuple[list[Run], list[Piece]]:
    """Paragraphs and headings as one run with line breaks between them, and the pieces that cannot be."""
    runs: list[Run] = []
    rest: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Paragraph | Heading):
            words = piece.runs if isinstance(piece, Paragraph) else [Run(piece.words, frozenset({"b"}))]
            runs += [*([Run(BREAK)] if runs else []), *words]
        else:
            rest.append(piece)
    return tidied(runs), rest
