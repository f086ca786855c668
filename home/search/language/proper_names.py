"""Names of people, places, medicines and tests, known by their capitals. Pure words: no Django."""

import re
from collections import Counter

from clinic.content.language.plain_words import words_in

# With a capital in the middle of a sentence, or all in capitals: "by Sudeck", "a VDRL test".
NAME = re.compile(r"(?<=[a-z,;:(] )[A-Z][\w’'-]+|\b[A-Z]{2,}[0-9]*\b")
# Of a hundred times that a word is written so many have to be with its capital.
MOSTLY = 60


class ProperNames:
    """Gathered text by text."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def add(self, text: str) -> None:
        self.seen.update(NAME.findall(text))

    def known(self, counted: Counter[str]) -> set[str]:
        """Those that are seldom written otherwise; `counted`: how often each word occurs at all."""
        together: Counter[str] = Counter()
        for written, times in self.seen.items():
            for word in words_in(written):
                together[word] += times
        return {word for word, times in together.items() if 100 * times >= MOSTLY * counted[word]}
