"""The words of a question to which no text has an answer: said before anything else."""

from collections.abc import Collection
from functools import reduce

import numpy as np

from home.search.index.asked import Asked
from home.search.index.public_texts import public_texts
from home.search.index.ranking import Index
from home.search.language.carrying import carrying, weights
from home.search.language.words import WORD, words_in

MOST_LOOKED_AT = 200


def missing_words(
    typed: str, asked: Asked, index: Index, found: list[int], own_names: Collection[str]
) -> tuple[list[str], float]:
    """(those words, as and in the order in which they were `typed`; which share of the question no text has).

    `found`: ids of the texts that visitors may read now.
    """
    code = index.language.code
    said = weights(asked.words, code, own_names)
    unknown = [word for word in said if not is_answered(word, asked, index, found)]
    carried = {*carrying(unknown, said, code)}
    words = [*dict.fromkeys(written for written in WORD.findall(typed.lower()) if carried & {*words_in(written)})]
    share = sum(said[word] for word in unknown) / (sum(said.values()) or 1)
    return words, share if said else float(not found)


def is_answered(word: str, asked: Asked, index: Index, found: list[int]) -> bool:
    """Whether a text that visitors may read has the word, or that which it makes with its neighbour, or a synonym."""
    meant = [index.language.stem(part) for part in asked.corrected.get(word, [word]) if part not in index.language.stop]
    ways = [meant, *([index.language.stem(whole)] for whole in asked.joined.get(word, ()))]
    ways += [[*map(index.language.stem, parts)] for parts in taken_apart(word, index)]
    for _, stems, others in asked.synonyms:
        if index.language.stem(word) in stems:
            ways += [list(other) for _, other in others if other]
    return not meant or any(is_public(way, index, found) for way in ways)


def taken_apart(word: str, index: Index) -> list[tuple[str, str]]:
    """The two words of the texts that a word is made of: "flareup" is "flare-up"."""
    pairs = [(word[:at], word[at:]) for at in range(3, len(word) - 1)]
    return [pair for pair in pairs if all(part in index.counted for part in pair)]


def is_public(stems: list[str], index: Index, found: list[int]) -> bool:
    """Whether one text has all of them."""
    if len(stems) == 1 and index.occurs(stems[0], found):
        return True
    having = reduce(np.intersect1d, map(index.having, stems))
    if np.isin(found, having).any():
        return True
    return bool(len(having)) and public_texts().filter(pk__in=having[:MOST_LOOKED_AT].tolist()).exists()
