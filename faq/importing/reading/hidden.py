"""Words that readers of the page never saw: left out and named. What something opens is no such thing."""

import re

from bs4 import Tag

from faq.importing.draft import Ledger
from faq.importing.reading.embedded import leave_out
from faq.importing.reading.style_sheets import said_of_names
from faq.importing.reading.tags import HEADINGS, is_closed, names_of, sibling_with_words, text_of
from faq.importing.words import letters

FOR_READERS_ALOUD = {
    *("sr-only", "u-sr-only", "screen-reader-text"),
    *("visually-hidden", "visuallyhidden", "element-invisible"),
}
# Shown on one size of screen and not on another: the same words may stand there twice.
SCREENS = r"(?:xs|sm|md|lg|xl|xxl|small|medium|large|phone|mobile|tablet|desktop|smartphone|device)"
ONE_SCREEN = re.compile(
    rf"(?:hide|hidden|visible|show|only|none|block|for|on|view|version)[-_:]?{SCREENS}(?:$|[-_])"
    rf"|(?:^|[-_]){SCREENS}(?:[-_:](?:up|down))?[-_:](?:only|hide|hidden|visible|show|none|block|view|version|content|text|flex)"
    rf"|^(?:{SCREENS})$"
)
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
LONGEST_LABEL = 160
MOST_TWINS = 200
SHORTEST_TWIN = 20
HIDDEN = "readers of the page could not see it"


def hidden_names(html: str) -> frozenset[str]:
    """Ids and classes that the page's own style sheets hide everywhere."""
    return frozenset(name for name, said in said_of_names(html) if NOT_SHOWN.search(said))


def leave_out_hidden(soup: Tag, opened: set[int], names: frozenset[str], ledger: Ledger) -> None:
    """`opened` are the parts that something opens; where most of the page is hidden, it stays."""
    half = len(text_of(soup)) / 2
    for tag in soup.find_all(True):
        if tag.decomposed or not is_unseen(tag, names) or not text_of(tag):
            continue
        if id(tag) in opened or holds(tag, opened) or belongs_to_label(tag) or len(text_of(tag)) > half:
            continue
        leave_out(tag, "hidden words", HIDDEN, ledger)


def is_unseen(tag: Tag, names: frozenset[str]) -> bool:
    own = set(names_of(tag))
    if own & FOR_READERS_ALOUD:
        return tag.name not in HEADINGS and not tag.find(HEADINGS)
    return is_closed(tag) or bool(own & names)


def holds(tag: Tag, opened: set[int]) -> bool:
    return any(id(inner) in opened for inner in tag.find_all(True))


def belongs_to_label(tag: Tag) -> bool:
    """It follows a heading or a question: something opened it, though nothing says how."""
    before = sibling_with_words(tag, before=True)
    if before is None:
        return False
    words = text_of(before)
    heading = before if before.name in HEADINGS else before.find(HEADINGS)
    asks = words.endswith("?") and len(words) <= LONGEST_LABEL
    return asks or before.name in {"dt", "summary"} or (heading is not None and text_of(heading) == words)


def leave_out_twins(soup: Tag, ledger: Ledger) -> None:
    """What stands there once for phones and once for larger screens is read once."""
    marked = [tag for tag in soup.find_all(True) if any(map(ONE_SCREEN.search, names_of(tag)))]
    for tag in marked[:MOST_TWINS]:
        if not tag.decomposed and is_said_beside(tag, soup):
            leave_out(tag, "a second copy for other screens", "it says the same again", ledger)


def is_said_beside(tag: Tag, soup: Tag) -> bool:
    """Do the words of the tag stand, all together, in the rest of the page around it?"""
    words = letters(text_of(tag))
    around = tag.parent
    while around is not None and words:
        others = [
            letters(text_of(child))
            for child in around.children
            if isinstance(child, Tag) and child is not tag and not any(child is parent for parent in tag.parents)
        ]
        if words in others or (len(words) >= SHORTEST_TWIN and words in "".join(others)):
            return True
        around = around.parent if around is not soup else None
    return False
