"""How much of a topic's own name stands in a long question: the best sign of what it is about. Pure numbers."""

from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_NAMES = 400


class Names:
    """Every name, as the numbers of its terms, with the texts that go by it."""

    def __init__(self, named: dict[tuple[int, ...], list[int]], rarity: Callable[[int], float], size: int) -> None:
        """`named`: `{(numbers of terms): [texts]}`; `rarity(term)`: how rare a term is; `size`: how many texts."""
        self.size, self.rarity = size, rarity
        self.mass = np.array([sum(map(rarity, name)) for name in named], np.float32)
        self.texts = np.array([text for texts in named.values() for text in texts], np.int32)
        self.ends = np.array([0, *accumulate(len(texts) for texts in named.values())], np.int64)
        having: dict[int, list[int]] = {}
        for place, name in enumerate(named):
            for term in name:
                having.setdefault(term, []).append(place)
        self.having = {term: np.array(places, np.int32) for term, places in having.items()}

    def scores(self, wordings: Iterable[dict[int, float]]) -> NDArray[Any]:
        """For each text the best share that any of its names has in any of the `wordings` ({term: weight})."""
        out = np.zeros(self.size, np.float32)
        value = np.maximum.reduce([self.shares(weights) for weights in wordings])
        named = np.nonzero(value)[0]
        best = named[np.argsort(value[named], kind="stable")[-MOST_NAMES:]]
        texts = [self.texts[self.ends[name] : self.ends[name + 1]] for name in best]
        # The best name of a text comes last, so it is the one that stays.
        out[np.concatenate([np.empty(0, np.int32), *texts])] = np.repeat(value[best], [len(some) for some in texts])
        return out

    def shares(self, weights: dict[int, float]) -> NDArray[Any]:
        """Of every name what was said of it, by how much of it was."""
        said = np.zeros(len(self.mass), np.float32)
        for term in weights:
            if term in self.having:
                said[self.having[term]] += self.rarity(term)
        return said * (said / self.mass) ** 2
