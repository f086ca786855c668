"""The words of a language and how common each is, from the lists of pyspellchecker: what is a word is no slip."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray
from spellchecker import SpellChecker

from clinic.content.language.plain_words import plain_letters

LANGUAGES = ("en", "es")
# What a word says is the logarithm of how rare it is: nothing for those of every sentence, and no more than RAREST.
SAYS_NOTHING, RAREST, UNLISTED = 6.5, 14.5, 18.0
SHORTEST_SLIP = 4


class RealWords:
    """Two arrays of some 2 MB instead of dictionaries of 30: a word is looked up by its hash."""

    def __init__(self, code: str) -> None:
        listed = SpellChecker(language=code, distance=1).word_frequency
        counts: dict[str, int] = {}
        for listed_word, count in listed.items():
            plain = plain_letters(listed_word)
            counts[plain] = counts.get(plain, 0) + count
        self.as_written = np.sort(hashes(listed.keys()))
        hashed = hashes(counts)
        order = np.argsort(hashed)
        self.plain = hashed[order]
        rare = [log(listed.total_words / max(count, 1)) for count in counts.values()]
        self.rarity = np.array(rare, np.float16)[order]

    def has(self, word: str) -> bool:
        """Whether `word`, which has lost its accents, is one."""
        return bool(at(self.plain, word) is not None)

    def has_as_written(self, word: str) -> bool:
        """The same, accents counting."""
        return at(self.as_written, word) is not None

    def weight(self, word: str) -> float:
        """How much a word says, 0 for one of every sentence; one that is not listed as much as what it is a slip of."""
        place = at(self.plain, word)
        if place is None:
            near = self.within_a_slip(word) if len(word) >= SHORTEST_SLIP else []
            return self.weight(near[0]) if near else RAREST - SAYS_NOTHING
        return max(min(float(self.rarity[place]), RAREST) - SAYS_NOTHING, 0)

    def rarities(self, words: list[str]) -> NDArray[np.float32]:
        """How rare each is as a logarithm, more than all that are listed where it is none of them."""
        hashed = hashes(words)
        places = np.minimum(np.searchsorted(self.plain, hashed), len(self.plain) - 1)
        there = self.plain[places] == hashed
        return np.where(there, self.rarity[places], UNLISTED).astype(np.float32)

    def within_a_slip(self, word: str) -> list[str]:
        """The words that come of `word` by one slip put right, the most common first."""
        tried = [*dict.fromkeys(one_slip(word))]
        hashed = hashes(tried)
        places = np.minimum(np.searchsorted(self.plain, hashed), len(self.plain) - 1)
        there = (self.plain[places] == hashed).nonzero()[0]
        return [tried[place] for place in there[np.argsort(self.rarity[places[there]], kind="stable")]]


def hashes(words: Iterable[str]) -> NDArray[np.int64]:
    return np.fromiter((hash(word) for word in words), np.int64)


def at(hashed: NDArray[np.int64], word: str) -> int | None:
    wanted = hash(word)
    place = int(np.searchsorted(hashed, wanted))
    return place if place < len(hashed) and hashed[place] == wanted else None


def one_slip(word: str) -> Iterator[str]:
    """All that `word` could have been with one letter dropped, added, changed or two next to each other turned."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        for letter in ascii_lowercase:
            yield f"{head}{letter}{tail}"
            yield f"{head}{letter}{tail[1:]}"
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]


@lru_cache
def real_words(code: str) -> RealWords | None:
    """Read once a process, in a fifth of a second; None for a language without a list."""
    return RealWords(code) if code in LANGUAGES else None


def is_real(word: str, code: str) -> bool:
    """Whether `word` is one of the language, or, accents and all, one of another that visitors speak."""
    own = real_words(code)
    others = (real_words(other) for other in LANGUAGES if other != code)
    return bool(own and own.has(word)) or any(other and other.has_as_written(word) for other in others)
