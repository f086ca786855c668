"""The short forms that texts bring in: "normal pressure hydrocephalus (NPH)". Pure words: no Django.

After Schwartz & Hearst 2003, A simple algorithm for identifying abbreviation definitions in biomedical text.
"""

import re
from collections import Counter

from clinic.content.language.plain_words import words_in
from home.search.language.synonyms import Group

BROUGHT_IN = re.compile(r"\(([A-Z]{3,6})s?\)")
BEFORE_IT = 120  # letters in which its name has to stand
CAPITALS = re.compile(r"\b[A-Z]{3,6}(?=s?\b)")
# "CAR" also stands in the middle of sentences about cars: so many of a hundred have to be capitals.
MOSTLY = 90


class ShortForms:
    """Gathered text by text: `add(text, weight)`; the weight is that of its words in the vocabulary."""

    def __init__(self) -> None:
        self.names: dict[str, dict[str, bool]] = {}
        self.capitals: Counter[str] = Counter()

    def add(self, text: str, weight: int = 1) -> None:
        for letters in CAPITALS.findall(text):
            self.capitals[letters.lower()] += weight
        for found in BROUGHT_IN.finditer(text):
            letters = found[1].lower()
            name = words_in(text[max(0, found.start() - BEFORE_IT) : found.start()])[-len(letters) :]
            if "".join(word[0] for word in name) == letters:
                self.names.setdefault(letters, {})[" ".join(name)] = True

    def groups(self, counted: Counter[str]) -> list[Group]:
        """As groups of Synonyms, each short form for its names; `counted`: how often each word occurs at all."""
        known = (letters for letters in self.names if 100 * self.capitals[letters] > MOSTLY * counted[letters])
        return [([letters], list(self.names[letters])) for letters in known]
