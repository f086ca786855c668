"""Walk a cleaned page and give its pieces. Whatever cannot come along is entered in the ledger."""

import re

from bs4 import NavigableString, PageElement, Tag

from faq.importing.draft import Ledger, Picture, Refused, Table
from faq.importing.outline.links import address
from faq.importing.outline.pictures import PictureOf
from faq.importing.outline.pieces import Bullets, Heading, Paragraph, Piece
from faq.importing.outline.tables import is_for_layout, table_of
from faq.importing.outline.text_runs import BREAK, Run, paragraphs, plain, tidied
from faq.importing.reading.boilerplate import HEADINGS, attribute, text_of
from faq.importing.words import glimpse, tidy

BLOCKS = frozenset(
    """
    address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption
    figure footer form header hgroup hr legend li main menu nav ol p pre search section summary
    table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
).union(HEADINGS)
BOLD, ITALIC, STRUCK = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}, {"s", "strike", "del"}
HEAVY = {"bold", "bolder", "600", "700", "800", "900"}
CONTROLS = {"button", "input", "select", "textarea"}
LEFT_OUT = {
    "iframe": "something shown from another site",
    "video": "a video",
    "audio": "a sound recording",
    "embed": "a plug-in",
    "object": "a plug-in",
    "canvas": "a drawing made by a program",
    "map": "a picture map",
}


class Walk:
    """One walk over one tree. `picture_of(src)` gives the values of a `Picture` or refuses with a sentence."""

    def __init__(self, ledger: Ledger, picture_of: PictureOf) -> None:
        self.ledger, self.picture_of = ledger, picture_of
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
        return Walk(self.ledger, self.picture_of).over(*nodes, marks=marks, href=href)

    def node(self, node: PageElement, marks: frozenset[str], href: str) -> None:
        if isinstance(node, Tag):
            self.element(node, marks, href)
        elif isinstance(node, NavigableString):
            self.running.append(Run(str(node), marks, href))

    def inside(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        for child in tag.children:
            self.node(child, marks, href)

    def element(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        if tag.name in LEFT_OUT or tag.name in CONTROLS:
            self.leave_out(tag, marks, href)
        elif tag.name == "br":
            self.running.append(Run(BREAK, marks, href))
        elif tag.name == "img":
            self.picture(tag)
        elif tag.name in BLOCKS:
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
            self.pieces.append(Heading(words, int(tag.name[1]) if tag.name in HEADINGS else len(HEADINGS)))

    block_h2 = block_h3 = block_h4 = block_h5 = block_h6 = block_summary = block_h1

    def block_hr(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        """A line across the page says nothing in words."""

    def block_dt(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        self.inside(tag, marks | {"b"}, href)

    def block_pre(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        for line in tag.get_text().split("\n"):
            self.running += [Run(line, marks, href), Run(BREAK)]

    def block_ul(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        bullets = Bullets(tag.name == "ol")
        for child in tag.children:
            runs, rest = as_one_run(self.apart(child, marks=marks, href=href))
            lists = [piece for piece in rest if isinstance(piece, Bullets)]
            self.waiting += [piece for piece in rest if not isinstance(piece, Bullets)]
            if runs or not bullets.items:
                bullets.items += [(runs, lists)] if runs or lists else []
            else:
                bullets.items[-1][1].extend(lists)
        if bullets.items:
            self.pieces.append(bullets)

    block_ol = block_menu = block_ul

    def block_table(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        if is_for_layout(tag):
            self.inside(tag, marks, href)
            return
        table, self.waiting = table_of(tag, self)
        self.pieces.append(table)

    def block_figure(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        caption = tag.find("figcaption")
        words = text_of(caption.extract()) if caption else ""
        before = len(self.pieces)
        self.inside(tag, marks, href)
        self.end_paragraph()
        shown = [piece for piece in self.pieces[before:] if isinstance(piece, Picture | Table)]
        if words and shown:
            shown[-1].caption = shown[-1].caption or words
        elif words:
            self.pieces.append(Paragraph([Run(words)]))

    def marks_of(self, tag: Tag, marks: frozenset[str]) -> frozenset[str]:
        """Marks by tag or by style. The style decides: editors paste `<b style="font-weight: normal">` around text."""
        style = attribute(tag, "style").replace(" ", "").lower()
        weight = re.search(r"font-weight:(\w+)", style)
        on = {
            "b": weight[1] in HEAVY if weight else tag.name in BOLD,
            "i": tag.name in ITALIC or "font-style:italic" in style,
            "sup": tag.name == "sup" or "vertical-align:super" in style,
            "sub": tag.name == "sub" or "vertical-align:sub" in style.replace("vertical-align:super", ""),
        }
        if tag.name in STRUCK and text_of(tag):
            self.ledger.note(f"{glimpse(text_of(tag))} is struck out in the file. It was kept: please check it.")
        return marks | {mark for mark in on if on[mark]}

    def href_of(self, tag: Tag) -> str:
        return address(attribute(tag, "href"), text_of(tag), self.ledger) if tag.name == "a" else ""

    def leave_out(self, tag: Tag, marks: frozenset[str], href: str) -> None:
        words, where = text_of(tag), attribute(tag, "src")
        if tag.name == "button" and tag.find_parent([*HEADINGS, "summary"]):
            self.inside(tag, marks, href)
        elif tag.name in LEFT_OUT:
            what = LEFT_OUT[tag.name] + (f" ({where[:100]})" if where else "")
            self.ledger.drop(what, "it cannot be imported; add a link or a picture by hand")
        elif words:
            self.ledger.drop(f"a button or a field: {glimpse(words)}", "it does nothing on a page of text")

    def picture(self, tag: Tag) -> None:
        src, later = attribute(tag, "src"), attribute(tag, "data-src")
        alt = tidy(attribute(tag, "alt"))
        try:
            values = self.picture_of(later if later and (not src or src.startswith("data:")) else src)
        except Refused as refusal:
            self.ledger.drop(f"the picture {glimpse(alt)}" if alt else "a picture", str(refusal))
        else:
            self.waiting.append(Picture(**values, alt=alt))


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
