"""A file's bytes to a `Reading`: the tree of its own text, or a refusal in one sentence."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from bs4 import Tag

from faq.importing.draft import Ledger, Refused
from faq.importing.reading.boilerplate import text_of, without_furniture
from faq.importing.reading.decoding import decoded
from faq.importing.reading.markdown_files import html_of_markdown
from faq.importing.reading.markup import refuse_too_long, tree
from faq.importing.reading.plain_text import html_of_plain_text
from faq.importing.reading.word_files import html_of_word_file
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
    """`root` is the cleaned tree, `title` what the file calls itself, `host` where it was saved from; "" if unknown."""

    name: str
    root: Tag
    title: str
    ledger: Ledger
    host: str = ""


def read(data: bytes, name: str) -> Reading:
    """Read a document. `name` decides what it is; its bytes must agree."""
    name = safe_name(name)
    ending = PurePath(name).suffix.lower()
    refuse_unsuitable(data, name, ending)
    ledger = Ledger()
    html = to_html(data, name, ending, ledger)
    whole, head = tree(html, name, ledger)
    root = without_furniture(whole, head.title, ledger) if ending in WEB else whole
    if not text_of(root) and not root.find("img"):
        raise Refused(f"“{name}” is empty: there are no words in it.")
    return Reading(name, root, head.own_title, ledger, head.host)


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
