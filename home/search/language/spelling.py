"""The nearest word of the index to one that it does not know. Pure words: no Django."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from heapq import nlargest
from math import log

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from clinic.content.language.real_words import is_real, real_words

# A word of a title says more of what is written about than one somewhere in an answer.
TITLE_WEIGHT = 20
# In a shorter word every letter counts: "mano" is not "dano".
SHORTEST = 5
# One letter wrong costs as much as a word being 33 times as rare; a wrong first letter is seldom a slip.
COST_OF_A_LETTER, COST_OF_THE_FIRST = 3.5, 1.5


class Vocabulary:
    """The words of all texts, and how much each of them counts: `{word: weight}`; `texts` is how many there are.

    `named`: names of medicines, tests, people and places, which may be as rare as slips. `code`: of the language.
    `says(word)`: whether a text has the word with any ending.
    """

    def __init__(
        self,
        weights: Mapping[str, float],
        texts: int,
        named: Collection[str] = (),
        code: str = "en",
        says: Callable[[str], bool] = lambda word: False,
    ) -> None:
        self.weights, self.named, self.code, self.says = weights, named, code, says
        # In a small library a word that occurs once is a word; among many texts it may be a slip of the writer.
        self.certain = 1 + min(4, texts // 3000)
        self.lead = min(20, texts // 500)
        self.sorted = sorted(word for word, weight in weights.items() if weight > self.lead)
        self.correct = [word for word in self.sorted if len(word) > 2 and not word.isdigit()]
        self.letters = np.fromiter(map(letters_of, self.correct), np.uint64, len(self.correct))

    def knows(self, word: str) -> bool:
        return self.weights.get(word, 0) >= self.certain

    def corrected(self, word: str) -> list[str]:
        """[word], or what was probably meant by it: another word, or the two that it was made of."""
        if self.knows(word) or len(word) < SHORTEST or not word.isalpha() or self.is_word(word):
            return [word]
        listed = real_words(self.code)
        real = listed.within_a_slip(word) if listed else []
        split, nearest = self.split(word), self.nearest(word, bool(real)) or next(filter(self.says, real), None)
        if split and (nearest is None or OSA.distance(word, nearest) > 1):
            return split
        return [nearest or word]

    def is_word(self, word: str) -> bool:
        """Whether it is right as it is, though no text has it: it never becomes another."""
        return word in self.named or is_real(word, self.code)

    def nearest(self, word: str, is_real_slip: bool = False) -> str | None:
        """The most likely word within one letter of `word`, two where it is long; None when there is none.

        Never two letters away where a word of the language is one away: "disabilty" is no slip of "stability".
        """
        most = 1 if len(word) < 6 or is_real_slip else 2
        near = self.alike(word, 2 * most)
        if not near:
            return None
        distances = cdist([word], near, scorer=OSA.distance, score_cutoff=most)[0]
        there = self.weights.get(word, 0)
        found = [
            (self.likelihood(word, near[place], distances[place]), near[place])
            for place in (distances <= most).nonzero()[0]
            if self.weights[near[place]] > self.lead * (there + 1) and is_slip(word, near[place], distances[place])
        ]
        return max(found, default=(0, None))[1]

    def alike(self, word: str, most: int) -> list[str]:
        """The words with at most `most` other letters: quickly seen, and few are left to compare one by one."""
        differing = np.bitwise_count(self.letters ^ np.uint64(letters_of(word)))
        return [self.correct[place] for place in (differing <= most).nonzero()[0]]

    def likelihood(self, word: str, other: str, distance: int) -> float:
        first = COST_OF_THE_FIRST if word[0] != other[0] else 0
        return log(1 + self.weights[other]) - COST_OF_A_LETTER * int(distance) - first

    def split(self, word: str) -> list[str] | None:
        """The two known words that `word` is made of, such as "brainfog"; None when it is not."""
        pairs = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
        known = [pair for pair in pairs if all(self.weights.get(part, 0) > self.lead for part in pair)]
        return list(max(known, key=lambda pair: min(self.weights[part] for part in pair))) if known else None

    def beginning_with(self, letters: str, most: int = 5) -> list[str]:
        """The weightiest words that begin with `letters`."""
        start = bisect_left(self.sorted, letters)
        end = bisect_left(self.sorted, letters + "\uffff")
        return nlargest(most, self.sorted[start:end], key=self.weights.__getitem__)

    def joined(self, first: str, second: str) -> str | None:
        """The word that two words make, where it is known and they are not both: "auto immune"; else None."""
        whole = first + second
        known = self.weights.get(whole, 0)
        rarer = min(self.weights.get(first, 0), self.weights.get(second, 0))
        return whole if known >= self.certain and known > rarer / 2 and len(whole) > 5 else None


def letters_of(word: str) -> int:
    """Which letters are in a word, as bits: one slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def is_slip(word: str, other: str, distance: int) -> bool:
    """Two slips and another first letter make another word: "ketamine" is not "examine"."""
    return distance == 1 or (distance == 2 and word[0] == other[0])
