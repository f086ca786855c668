"""Which words sentences share: what an encoder of meaning blurs, such as "off myself" beside "myself"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from clinic.meaning.encoder import MOST_LETTERS, Vectors

WORD = re.compile(r"\w+")
# Words that begin alike are mostly one word with other endings, in English as in Spanish.
BEGINNING = 5


def parts_of(sentence: str) -> Counter[str]:
    """Words, neighbours and beginnings of words, with how often each is there.

    >>> sorted(parts_of("It hurts"))
    ['hurts', 'hurts-', 'it', 'it hurts', 'it-']
    """
    words = WORD.findall(sentence[:MOST_LETTERS].lower())
    pairs = (f"{word} {following}" for word, following in zip(words, words[1:], strict=False))
    return Counter([*words, *pairs, *(f"{word[:BEGINNING]}-" for word in words)])


@dataclass
class Wording:
    """The parts that more than one example has: `rarity`, how much each counts, and `weights` (parts × labels)."""

    place: dict[str, int]
    rarity: Vectors
    weights: Vectors

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Self:
        """Of examples; what its parts say is still to be learned."""
        holders = Counter(part for sentence in sentences for part in parts_of(sentence))
        held = {part: many for part, many in holders.items() if many > 1}
        rarity = 1 + np.log((1 + len(sentences)) / (1 + np.array([*held.values()], dtype=np.float32)))
        place = {part: place for place, part in enumerate(held)}
        return cls(place, rarity.astype(np.float32), np.zeros((len(held), 0), dtype=np.float32))

    def row(self, sentence: str) -> tuple[NDArray[Any], Vectors]:
        """(places of the parts of `sentence` that are known, how much each counts in it: their squares add up to 1)."""
        known = {self.place[part]: many for part, many in parts_of(sentence).items() if part in self.place}
        places = np.array([*known], dtype=np.int64)
        amounts = (1 + np.log(np.array([*known.values()], dtype=np.float32))) * self.rarity[places]
        return places, amounts / max(float(np.linalg.norm(amounts)), 1e-9)

    def shared(self, sentences: Sequence[str]) -> Iterator[tuple[NDArray[Any], Vectors]]:
        """For each part: the numbers of the sentences that have it, and how much it counts in each."""
        holders: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for place, amount in zip(*self.row(sentence), strict=True):
                holders[place].append((number, amount))
        for held in holders.values():
            numbers, amounts = zip(*held, strict=True)
            yield np.array(numbers), np.array(amounts, dtype=np.float32)

    def learn(self, sentences: Sequence[str], weights: Vectors) -> None:
        """What parts say follows from the weights of the examples (sentences × labels)."""
        self.weights = np.zeros((len(self.place), weights.shape[1]), dtype=np.float32)
        for sentence, weight in zip(sentences, weights, strict=True):
            places, amounts = self.row(sentence)
            self.weights[places] += np.outer(amounts, weight)

    def scores(self, sentences: Sequence[str]) -> Vectors:
        """Sentences × labels."""
        rows = (self.row(sentence) for sentence in sentences)
        return np.array([amounts @ self.weights[places] for places, amounts in rows], dtype=np.float32)
