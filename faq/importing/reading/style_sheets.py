"""What the style sheets of a page say of names that stand for themselves (`.Note`, `span.s1`), on every screen."""

import re
from collections.abc import Iterator

STYLE_SHEET = re.compile(r"<style\b[^<>]*>", re.IGNORECASE), re.compile(r"</style", re.IGNORECASE)
COMMENT = re.compile(r"/\*"), re.compile(r"\*/")
# `span.Note` is how Word calls a style of letters, `td.xl66` how Excel calls one of cells.
NAMED = re.compile(r"(?:[a-z][a-z0-9]*)?[.#]([\w-]+)", re.IGNORECASE)


def said_of_names(html: str) -> Iterator[tuple[str, str]]:
    """Yield (id or class in small letters, declarations) of each rule that holds everywhere."""
    sheets = " ".join(stretches(html, *STYLE_SHEET)).replace("<!--", " ").replace("-->", " ")
    bare, _ = cut_out(sheets, *COMMENT)
    for selectors, said in rules(bare):
        for found in map(NAMED.fullmatch, map(str.strip, selectors.split(","))):
            if found:
                yield found[1].lower(), said


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and what is said of them; what holds on some screens only, in `@media`, is left out."""
    opened: list[str] = []
    some_screens, text = 0, ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            opened.append(text)
            some_screens += is_for_some_screens(text)
        elif piece == "}" and opened:
            selectors = opened.pop()
            if not some_screens:
                yield selectors.rpartition(";")[2], text
            some_screens -= is_for_some_screens(selectors)
        text = piece


def is_for_some_screens(before: str) -> bool:
    return "@media" in before.lower()


def cut_out(html: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> tuple[str, int]:
    """Return `(html without the stretches, how many)`, in one pass. An unclosed stretch is left to the parser."""
    kept, position, number = [], 0, 0
    while found := opening.search(html, position):
        end = closing.search(html, found.start() + 2)
        if not end:
            break
        kept.append(html[position : found.start()])
        position, number = end.end(), number + 1
    return "".join([*kept, html[position:]]), number


def stretches(html: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[str]:
    """What stands between them, in one pass, which one regular expression for both would not be."""
    end = 0
    while (begins := opening.search(html, end)) and (ends := closing.search(html, begins.end())):
        yield html[begins.end() : ends.start()]
        end = ends.end()
