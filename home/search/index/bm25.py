"""BM25 over arrays: how well each text answers some words. Pure numbers: no Django.

Robertson & Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

SATURATION = 1.2


class Gathering:
    """Takes in texts one after another; `lengths` in words.

    In four arrays that grow: an object for each text would leave the memory of the process full of holes.
    """

    def __init__(self) -> None:
        self.terms, self.texts, self.counts, self.lengths = array("i"), array("i"), array("i"), array("i")

    def add(self, numbers: list[int], besides: Iterable[int] = ()) -> None:
        """One more text, as the numbers of its terms, repeated as often as they occur; `besides` make it no longer."""
        counted = Counter(numbers)
        counted.update(besides)
        self.terms.extend(counted)
        self.counts.extend(counted.values())
        self.texts.extend(repeat(len(self.lengths), len(counted)))
        self.lengths.append(len(numbers))


class Postings:
    """For each of `terms` terms the texts that have it and what it adds to their score, in three arrays.

    `flat`: how much long texts are held back. `like`: Postings that say how rare terms are and how long texts are.
    """

    def __init__(self, gathered: Gathering, terms: int, flat: float, like: "Postings | None" = None) -> None:
        self.size = len(gathered.lengths)
        which = np.array(gathered.terms, np.int32)
        order = np.argsort(which, kind="stable")
        which, self.texts = which[order], np.array(gathered.texts, np.int32)[order]
        counts = np.array(gathered.counts, np.float32)[order]
        self.starts = np.searchsorted(which, np.arange(terms + 1)).astype(np.int64)
        lengths = np.array(gathered.lengths, np.float32)
        self.usual_length: Any = (like.usual_length if like else lengths.mean() if self.size else 0) or 1
        self.rarest = float(np.log(1 + (self.size + 0.5) / 1.5))
        self.rarity = like.rarity_for(terms) if like else self.own_rarity()
        relative = (lengths / self.usual_length)[self.texts]
        held_back = SATURATION * (1 - flat + flat * relative)
        self.gains = self.rarity[which] * counts * (SATURATION + 1) / (counts + held_back)

    def own_rarity(self) -> NDArray[Any]:
        having = np.diff(self.starts)
        return np.log(1 + (self.size - having + 0.5) / (having + 0.5)).astype(np.float32)

    def rarity_for(self, terms: int) -> NDArray[Any]:
        """How rare each of `terms` terms is here; those that came later are as rare as can be."""
        return np.concatenate([self.rarity, np.full(terms - len(self.rarity), self.rarest, np.float32)])

    def rarity_of(self, term: int) -> float:
        return float(self.rarity[term]) if term < len(self.rarity) else self.rarest

    def span(self, term: int) -> slice:
        """Where it stands in `texts` and `gains`."""
        return slice(*self.starts[term : term + 2]) if term < len(self.starts) - 1 else slice(0)

    def scores(self, weights: dict[Any, float]) -> NDArray[Any]:
        """The score of every text for `{number of a term: weight}`."""
        found = np.zeros(self.size, np.float32)
        for term, weight in weights.items():
            here = self.span(term)
            found[self.texts[here]] += weight * self.gains[here]
        return found

    def present(self, rarity: Callable[[int], float], weights: dict[Any, float]) -> NDArray[Any]:
        """For every text how much of `{number of a term: weight}` it has at all, times the `rarity` of each term."""
        found = np.zeros(self.size, np.float32)
        for term, weight in weights.items():
            found[self.having(term)] += weight * rarity(term)
        return found

    def mass(self, weights: dict[Any, float]) -> float:
        """What a text has that has them all."""
        return sum(weight * self.rarity_of(term) for term, weight in weights.items())

    def having(self, term: int) -> NDArray[Any]:
        """The places of the texts that have it."""
        return self.texts[self.span(term)]

    def gain(self, term: int, text: int) -> float:
        """What `term` adds to the score of one text."""
        here = self.span(term)
        return float(self.gains[here][self.texts[here] == text].sum())
