"""Where a text uses words of the glossary. Pure words: no Django. The editor does the same in faq/glossary.js."""

import re
from collections.abc import Iterable
from typing import Any

from clinic.checks.text.sentences import one_form

CAPITALS = re.compile(r"[A-Z].*[A-Z]")


class WordFinder:
    """Finds the words of several entries at once, the longest first, with or without the s of a plural.

    `entries` is `{key: [word, …]}`. Letters such as MRI are found as they are written, other words in any case.
    """

    def __init__(self, entries: dict[Any, Iterable[str]]) -> None:
        self.keys = {one_form(word).casefold(): key for key, words in entries.items() for word in words}
        longest_first = sorted((one_form(word) for words in entries.values() for word in words), key=len, reverse=True)
        alternatives = "|".join(map(as_written, longest_first))
        self.pattern = re.compile(rf"(?<!\w)({alternatives})s?(?!\w)") if alternatives else None

    def uses(self, text: str) -> list[tuple[Any, str]]:
        """`(key, words)` for each use in `text`, in order."""
        found = self.pattern.finditer(one_form(text)) if self.pattern else ()
        return [(self.keys[use[1].casefold()], text[use.start() : use.end()]) for use in found]


def as_written(word: str) -> str:
    plain = re.escape(word)
    return plain if CAPITALS.search(word) else f"(?i:{plain})"
