"""Lines that say when the old page was written or changed, “Last updated: 3 May 2019”: left out and named."""

import re
import tomllib
from pathlib import Path

from bs4 import NavigableString, PageElement, Tag

from faq.importing.draft import Ledger
from faq.importing.reading.embedded import leave_out
from faq.importing.reading.tags import has_words, text_of
from faq.importing.words import tidy

KNOWN = {name: set(words.split()) for name, words in tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()}  # fmt: skip
ALL = set().union(*KNOWN.values())
DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}\b")
WORD = re.compile(r"[^\W\d_]+")
WHO = re.compile(r"\b(?:by|por|von|par) [^\d,;|:()]{2,50}", re.IGNORECASE)
LONGEST = 120
WHAT, WHY = "a line about when the page was changed", "the page has dates of its own here"


def leave_out_dates(soup: Tag, ledger: Ledger) -> None:
    """Changes the tree in place."""
    for text in soup.find_all(string=DATE):
        line = line_with(text, soup)
        if line is not None:
            leave_out(line, WHAT, WHY, ledger)


def line_with(text: NavigableString, soup: Tag) -> PageElement | None:
    """The outermost that says nothing else, but never everything there is."""
    line: PageElement | None = text if stands_alone(text) and says_when(str(text)) else None
    for around in text.parents:
        if around is soup or len(words := text_of(around)) > LONGEST:
            break
        line = around if says_when(words) else line
    return line if line is not None and text_of(line) != text_of(soup) else None


def stands_alone(text: NavigableString) -> bool:
    """Between breaks of a line, or the ends of what it stands in."""
    beside = (text.previous_siblings, text.next_siblings)
    nearest = [next((node for node in nodes if isinstance(node, Tag) or has_words(node)), None) for nodes in beside]
    return all(node is None or (isinstance(node, Tag) and node.name == "br") for node in nearest)


def says_when(line: str) -> bool:
    line = tidy(line)
    words = WORD.findall(WHO.sub(" ", line).casefold())
    return bool(DATE.search(line)) and bool(KNOWN["done"].intersection(words)) and ALL.issuperset(words)
