"""Folded parts become plain ones: what opens a part is a heading above it, and the part is read, open or closed."""

import re

from bs4 import BeautifulSoup, Tag

from faq.importing.draft import Ledger
from faq.importing.reading.openers import openers, outermost, with_panels
from faq.importing.reading.tags import HEADINGS, attribute, is_closed, sibling_with_words, text_of
from faq.importing.words import glimpse

SIGN = r"[\s+\-–—▸►▼▾▶▲△▽⌄⌃›‹»«×✕✖☰•]"
SIGNS = re.compile(rf"^{SIGN}+|(?<!{SIGN}){SIGN}+$")
# Names of pictures that old icon fonts write as words.
ICON_WORDS = re.compile(r"\s?\b(?:expand_(?:more|less)|keyboard_arrow_\w+|arrow_drop_\w+|chevron_(?:right|left))\b")
SAYS_NOTHING = re.compile(
    r"(?:read|show|see|view|learn|find out) (?:more|less|all)(?: .{0,20})?|more|less|open|close|toggle|menu|details|"
    r"(?:expand|collapse)(?: all)?|more info(?:rmation)?|(?:leer|ver|mostrar|saber) (?:más|menos|todo)|más|menos|"
    r"abrir|cerrar|(?:back to )?top|skip to .*|print(?: this page)?|next|previous|share(?: this)?",
    re.IGNORECASE,
)
LOWEST = "h6"


def unfold(soup: Tag, ledger: Ledger) -> set[int]:
    """Turn openers into headings, in place. Give the ids of the parts they opened, which are read though closed."""
    pairs = with_panels(soup)
    last = {id(panel): opener for opener, panel in pairs if says_something(opener)}
    parts = {id(part) for pair in pairs for part in pair}
    for opener, panel in pairs:
        words = words_of(opener)
        if not says_something(opener):
            ledger.drop(f"a button: {glimpse(words)}", "what it opens was kept")
            opener.decompose()
        elif last[id(panel)] is not opener and words_of(last[id(panel)]) == words:
            opener.decompose()
        else:
            put_above(opener, panel, words, parts)
    pairs += [(opener, part) for opener in openers(soup) if (part := closed_before(opener)) is not None]
    for summary in soup.find_all("summary"):
        if (words := words_of(summary)) != text_of(summary) and words:
            summary.string = words
    return {id(panel) for _, panel in pairs}


def closed_before(opener: Tag) -> Tag | None:
    """The end of a text that is closed until its readers ask for more: the button stands behind it."""
    before = None if says_something(opener) else sibling_with_words(outermost(opener), before=True)
    closed = [tag for tag in (before, *before.find_all(True)) if is_closed(tag)] if before is not None else []
    return closed[0] if closed else None


def words_of(opener: Tag) -> str:
    return SIGNS.sub("", ICON_WORDS.sub("", text_of(opener)))


def says_something(opener: Tag) -> bool:
    words = words_of(opener)
    return bool(words) and not SAYS_NOTHING.fullmatch(words)


def put_above(opener: Tag, panel: Tag, words: str, parts: set[int]) -> None:
    """The heading takes the opener's place, or the one before its part where other openers stand between."""
    around = opener if opener.name in HEADINGS else opener.find_parent(HEADINGS)
    inner = opener.find(HEADINGS)
    level = around or inner
    heading = BeautifulSoup("", "html.parser").new_tag(level.name if level else LOWEST)
    heading.string = words
    if name := attribute(around or opener, "id") or attribute(opener, "id"):
        heading["id"] = name
    place = around if around is not None and text_of(around) == text_of(opener) else opener
    if begins_with(panel, words):
        place.decompose()
    elif other_between(opener, panel, parts):
        panel.insert_before(heading)
        place.decompose()
    else:
        place.replace_with(heading)


def begins_with(panel: Tag, words: str) -> bool:
    first = panel.find(HEADINGS)
    return first is not None and text_of(first) == words and text_of(panel).startswith(words)


def other_between(opener: Tag, panel: Tag, parts: set[int]) -> bool:
    """Does another opener, or what it opens, stand between the two, or the part before its opener?"""
    for node in opener.next_elements:
        if node is panel:
            return False
        if id(node) in parts:
            return True
    return True
