"""A file's bytes to a `Reading`: the tree of its own text, or a refusal in one sentence."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from bs4 import Tag

from faq.importing.draft import Ledger, Refused
from faq.importing.reading.boilerplate import without_furniture
from faq.importing.reading.captions import make_figures
from faq.importing.reading.decoding import decoded
from faq.importing.reading.embedded import name_programs
from faq.importing.reading.folded import unfold
from faq.importing.reading.google_docs import make_plain, write_out_looks
from faq.importing.reading.hidden import hidden_names, leave_out_hidden, leave_out_twins
from faq.importing.reading.markdown_files import html_of_markdown
from faq.importing.reading.markup import refuse_too_long, tree
from faq.importing.reading.page_head import Head, head_of
from faq.importing.reading.plain_text import html_of_plain_text
from faq.importing.reading.question_data import missing, questions_of
from faq.importing.reading.revisions import leave_out_revisions
from faq.importing.reading.site_lines import leave_out_site_lines
from faq.importing.reading.tags import text_of
from faq.importing.reading.word_captions import join_captions
from faq.importing.reading.word_files import html_of_word_file
from faq.importing.reading.word_html_lists import make_lists
from faq.importing.words import safe_name

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
WEB = (".html", ".htm")
ENDINGS = (".docx", *WEB, ".md", ".txt")
TOO_LARGE = "“{name}” is larger than 10 MB. A topic's text is small: take out large pictures or split the file."
# What people try next, and what to do instead.
ADVICE = {
    ".doc": "is in the old Word format. Open it in Word and save it as .docx.",
    ".docm": "holds macros (small programs). Save it in Word as a plain .docx.",
    ".odt": "is a LibreOffice file. Save it there as Word (.docx).",
    ".rtf": "is a rich-text file. Open it in Word and save it as .docx.",
    ".pages": "is a Pages file. Export it there as Word (.docx).",
    ".pdf": "is a PDF, which keeps the look of a text but not its order. Import the document it was made from.",
    ".mhtml": "is a web archive. Save the page as HTML instead.",
    ".mht": "is a web archive. Save the page as HTML instead.",
}
SIGNS = (
    (b"PK\x03\x04", "a Word file or another kind of package"),
    (bytes.fromhex("d0cf11e0a1b11ae1"), "an Office file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)


@dataclass
class Reading:
    """`root` is the cleaned tree, `head` what a web page says of itself."""

    name: str
    root: Tag
    head: Head
    ledger: Ledger


def read(data: bytes, name: str, address: str = "") -> Reading:
    """Read a document. `name` decides what it is; its bytes must agree. `address` is its own if it names none."""
    name = safe_name(name)
    ending = PurePath(name).suffix.lower()
    refuse_unsuitable(data, name, ending)
    ledger = Ledger()
    html = to_html(data, name, ending, ledger)
    soup = tree(html, name, ledger)
    if ending in WEB:
        write_out_looks(soup, html)
    leave_out_revisions(soup, ledger)
    head = head_of(html) if ending in WEB else Head()
    head = head if head.address else replace(head, address=address)
    root: Tag = soup
    if ending in WEB:
        make_plain(soup, html)
        make_lists(soup)
        root = text_of_page(soup, head, html, ledger)
    elif ending == ".docx":
        join_captions(soup)
    if not text_of(root) and not root.find("img"):
        raise Refused(f"“{name}” is empty: there are no words in it.")
    return Reading(name, root, head, ledger)


def text_of_page(soup: Tag, head: Head, html: str, ledger: Ledger) -> Tag:
    """The page's own text, as a reader finds it who opens everything."""
    root = without_furniture(soup, head, ledger)
    leave_out_site_lines(root, ledger)
    opened = unfold(root, ledger)
    leave_out_hidden(root, opened, hidden_names(html), ledger)
    leave_out_twins(root, ledger)
    make_figures(root)
    name_programs(html, root, ledger)
    questions = questions_of(html)
    if questions and (more := missing(questions, text_of(root))):
        root.extend(list(tree(more, "the page's data", Ledger()).children))
        ledger.note("Some questions stood only in the page's data for search engines. They were taken from there.")
    return root


def refuse_unsuitable(data: bytes, name: str, ending: str) -> None:
    if ending in ADVICE:
        raise Refused(f"“{name}” {ADVICE[ending]}")
    if ending not in ENDINGS:
        raise Refused(f"“{name}” is not a kind of file that can be read here. Use .docx, .html, .md or .txt.")
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE.format(name=name))
    if not data.strip():
        raise Refused(f"“{name}” is empty.")
    if ending != ".docx":
        for sign, what in SIGNS:
            if data.startswith(sign):
                raise Refused(f"“{name}” ends in {ending} but is {what} inside. Save it as what it is.")


def to_html(data: bytes, name: str, ending: str, ledger: Ledger) -> str:
    if ending == ".docx":
        return html_of_word_file(data, name, ledger)
    text = decoded(data, name, markup=ending in WEB)
    if not text.strip():
        raise Refused(f"“{name}” is empty: there are no words in it.")
    if ending in WEB:
        return a_web_page(text, name)
    if re.match(r"\s*(<!doctype html|<html[\s>])", text, re.IGNORECASE):
        raise Refused(f"“{name}” is a web page inside. Rename it to end in .html.")
    refuse_too_long(text, name)
    return html_of_plain_text(text) if ending == ".txt" else html_of_markdown(text, ledger)


def a_web_page(text: str, name: str) -> str:
    if not re.search(r"<[a-zA-Z][^<>]*>", text):
        raise Refused(f"“{name}” holds no HTML. If it is plain text, rename it to end in .txt.")
    return text
