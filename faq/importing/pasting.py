"""What is pasted into the editor, read as the importer reads a document: clean rich text, and what was left out."""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import NoReturn
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from faq.importing.draft import Ledger, Refused, Table
from faq.importing.outline.links import without_trackers
from faq.importing.outline.pieces import Bullets, Heading, Paragraph, Piece
from faq.importing.outline.raised_letters import without_raised
from faq.importing.outline.text_runs import markup
from faq.importing.outline.tree_walk import Walk
from faq.importing.outline.typed_lists import add_list, with_typed_lists
from faq.importing.reading.boilerplate import leave_out_furniture
from faq.importing.reading.embedded import leave_out
from faq.importing.reading.hidden import HIDDEN, hidden_names, is_unseen
from faq.importing.reading.markup import refuse_too_long, tree
from faq.importing.reading.page_head import head_of
from faq.importing.reading.plain_text import LIST_ITEM, WEB_ADDRESS, linked, list_html, paragraphs
from faq.importing.reading.revisions import leave_out_revisions
from faq.importing.reading.site_lines import leave_out_site_lines
from faq.importing.reading.tags import text_of
from faq.importing.reading.word_html_lists import make_lists
from faq.importing.words import glimpse, tidy

# A long chapter with all that Word writes around it.
LONGEST = 600_000
MOST_NAMED = 6
WORD_PROCESSOR = re.compile(
    r"docs-internal-guid|urn:schemas-microsoft-com|\bmso-|\bMso|OpenOffice|LibreOffice|Cocoa HTML"
)
TABLE = "A table stands here row by row; for a real one, add a table block."
# In a text of a PDF a line ends where the column did.
BROKEN_LINE = re.compile(r"(?<=[^\s.!?:;]{2})[ \t]*\n(?=[ \t]*[^\W\d_A-ZÀ-ÖØ-Þ])")
BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li)>")
BETWEEN_BLOCKS = re.compile(r"</(?:p|li)>(?:</?[uo]l>)*<(?:p|li)>")


@dataclass
class Pasted:
    """`html` is rich text in Wagtail's format, `text` the same for a field without marks, `said` one line or "".

    `rest` is what was left out and has no place in that line.

    `apart`: its first words and its last, if they are a heading, a list or a table, which run on from no sentence.
    """

    html: str
    text: str
    said: str
    apart: tuple[bool, bool] = (False, False)
    rest: list[str] = field(default_factory=list)


class PasteWalk(Walk):
    """Nobody looks up later where a link leads that says so in part only."""

    def href_of(self, tag: Tag) -> str:
        href = super().href_of(tag)
        if not href or urlsplit(href).scheme or href.startswith("//"):
            return href
        if href.startswith("#"):
            return ""
        self.ledger.drop(f"the link on {glimpse(text_of(tag))}", f"{href[:80]} says only a part of its address")
        return ""


def pasted(html: str, text: str, can: frozenset[str]) -> Pasted:
    """The clipboard's `html`, or its `text` where it has no other; `can` names what the field can show."""
    refuse_too_long(text, "What you pasted", LONGEST)
    ledger = Ledger()
    soup = soup_of(html, ledger) if html.strip() else soup_of_lines(text, ledger)
    walk = PasteWalk(ledger, no_picture, head_of(html).address, flows=WORD_PROCESSOR.search(html) is not None)
    pieces = together(with_typed_lists(walk.over(*soup.children)))
    if any(isinstance(piece, Table) for piece in pieces):
        ledger.note(TABLE)
    apart = (stands_alone(pieces[:1]), stands_alone(pieces[-1:]))
    named = [what for what, _ in ledger.dropped]
    text = as_text(written(pieces, frozenset()))
    return Pasted(written(pieces, can), text, said(named, ledger), apart, named[MOST_NAMED:])


def stands_alone(pieces: list[Piece]) -> bool:
    return any(isinstance(piece, Heading | Bullets | Table) for piece in pieces)


def soup_of(html: str, ledger: Ledger) -> BeautifulSoup:
    refuse_too_long(html, "What you pasted", LONGEST)
    if re.search(r"<t[rd]\b", html, re.IGNORECASE) and not re.search(r"<table\b", html, re.IGNORECASE):
        html = f"<table>{html}</table>"
    # Scripts and comments of the clipboard are no news to anybody.
    soup = tree(html, "What you pasted", Ledger())
    leave_out_revisions(soup, ledger)
    leave_out_unseen(soup, hidden_names(html), ledger)
    leave_out_furniture(soup, ledger)
    leave_out_site_lines(soup, ledger)
    make_lists(soup)
    return soup


def soup_of_lines(text: str, ledger: Ledger) -> BeautifulSoup:
    soup = BeautifulSoup(html_of_lines(text), "html.parser")
    leave_out_site_lines(soup, ledger)
    return soup


def leave_out_unseen(soup: BeautifulSoup, names: frozenset[str], ledger: Ledger) -> None:
    """Unlike on a page of its own, nothing here waits to be opened."""
    for tag in soup.find_all(True):
        if not tag.decomposed and is_unseen(tag, names):
            leave_out(tag, "hidden words", HIDDEN, ledger)


def no_picture(src: str) -> NoReturn:
    raise Refused("a text holds no pictures; add it as a picture block")


def html_of_lines(text: str) -> str:
    """Plain text: its paragraphs and typed lists. Nothing is taken for a heading."""
    return "".join(map(html_of_block, (lines for lines, _ in paragraphs(BROKEN_LINE.sub(" ", text)))))


def html_of_block(lines: list[str]) -> str:
    first = LIST_ITEM.match(lines[0])
    if first and (len(lines) > 1 or first["bullet"] not in {"-", "–"}):
        return list_html(lines)
    untracked = (WEB_ADDRESS.sub(lambda found: without_trackers(found[0]), tidy(line)) for line in lines)
    return "".join(f"<p>{linked(line)}</p>" for line in untracked)


def together(pieces: list[Piece]) -> list[Piece]:
    """Word on the web wraps each item in a list of its own: they are one again."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Bullets):
            add_list(out, piece)
        else:
            out.append(piece)
    return out


def written(pieces: list[Piece], can: frozenset[str]) -> str:
    return without_raised("".join(html_of(piece, can) for piece in pieces), can)


def html_of(piece: Piece, can: frozenset[str]) -> str:
    if isinstance(piece, Heading):
        tag, name = ("h2", "header-two") if piece.level < 3 else ("h3", "header-three")
        words = escape(piece.words, quote=False)
        return f"<{tag}>{words}</{tag}>" if name in can else f"<p><b>{words}</b></p>"
    if isinstance(piece, Bullets):
        kind = "ordered-list-item" if piece.ordered else "unordered-list-item"
        counts_alike = not piece.ordered or (piece.start == 1 and len(piece.items) > 1)
        return piece.html if kind in can and counts_alike else typed(piece)
    if isinstance(piece, Table):
        heading = [escape(one, quote=False) for one in piece.heading]
        heads = [escape(piece.caption, quote=False), row_of(heading) if any(heading) else ""]
        bold = [f"<p><b>{words}</b></p>" for words in heads if words]
        return "".join([*bold, *(f"<p>{row_of(row)}</p>" for row in piece.rows)])
    return piece.html if isinstance(piece, Paragraph) else ""


def row_of(cells: list[str]) -> str:
    """A row in one line: `Morning | 300 mg`."""
    return " | ".join(BLOCK_TAG.sub("", BETWEEN_BLOCKS.sub("; ", cell)) or "–" for cell in cells)


def typed(bullets: Bullets, before: str = "") -> str:
    """A list with its signs as letters, where the field has no lists or counts from one only."""
    out = []
    for number, (runs, inner) in enumerate(bullets.items, bullets.start):
        sign = f"{before}{number}. " if bullets.ordered else before or "• "
        out.append(f"<p>{sign}{markup(runs)}</p>")
        out += [typed(one, f"{before}– ") for one in inner]
    return "".join(out)


def as_text(html: str) -> str:
    lines = re.sub(r"</p>|<br\s*/?>", "\n", html)
    return unescape(re.sub(r"<[^>]+>", "", lines)).strip()


def said(named: list[str], ledger: Ledger) -> str:
    more = len(named) - MOST_NAMED
    listed = "; ".join(named[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    notes = [note for note in ledger.notes if note == TABLE]
    return " ".join([*([f"Left out: {listed}."] if named else []), *notes])
