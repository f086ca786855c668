"""The words of a question to which no text has an answer: said before anything else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from home.search.index.asked import Asked
from home.search.index.public_texts import public_texts
from home.search.index.ranking import Index
from home.search.language.carrying import carrying, weights
from home.search.language.words import WORD, words_in

MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Evidence:
    """What speaks for an answer to a question, each 0 to 1, and `unknown`: the words of it that no text has.

    `nearest`: how near in meaning the nearest wording of a text is; `unknown_share`, `untitled_share`: which share of
    what the question says is in no text, and in no title or other wording.
    """

    nearest: float
    unknown_share: float
    untitled_share: float
    unknown: tuple[str, ...] = ()

    # As learned from questions with and without an answer: `python -m tests.quality` prints them, and how well they do.
    NEAREST, UNKNOWN, UNTITLED, ENOUGH = 6.2, -3.7, -1.8, 0.6
    # Where nothing was compared: about the middle of what questions with and without an answer have.
    NOT_COMPARED = 0.6

    @property
    def has_answer(self) -> bool:
        """Whether more of such questions have an answer than not."""
        nearest = self.nearest if self.nearest >= 0 else self.NOT_COMPARED
        said = self.NEAREST * nearest + self.UNKNOWN * self.unknown_share + self.UNTITLED * self.untitled_share
        return said > self.ENOUGH


@dataclass(frozen=True)
class Heard:
    """What the words of a question say: `{word: how much}`, and which of them no text of its language has."""

    says: dict[str, float] = field(default_factory=dict)
    not_here: tuple[str, ...] = ()

    def share(self, words: Collection[str]) -> float:
        """How much of what the question says these of its words say."""
        return sum(self.says[word] for word in words) / (sum(self.says.values()) or 1)

    @property
    def share_here(self) -> float:
        return 1 - self.share(self.not_here)


def heard(asked: Asked, index: Index, found: list[int], own_names: Collection[str]) -> Heard:
    """`found`: ids of the texts that visitors may read now."""
    says = weights(asked.words, index.language.code, own_names)
    return Heard(says, tuple(word for word in says if not is_answered(word, asked, index, found)))


def evidence(said: Heard, asked: Asked, index: Index, nearest: float, unknown: Sequence[str]) -> Evidence:
    """`unknown`: the words that no text has, in whatever language."""
    elsewhere = {*said.not_here} - {*unknown}
    untitled = [word for word in said.says if word not in elsewhere and not is_titled(word, asked, index)]
    return Evidence(nearest, said.share(unknown), said.share(untitled), tuple(unknown))


def missing_words(typed: str, said: Heard, told: Evidence, code: str) -> list[str]:
    """The words that carry the question and are in no text, as and in the order in which they were `typed`."""
    if told.has_answer:
        return []
    carried = {*carrying(told.unknown, said.says, code)}
    return [*dict.fromkeys(written for written in WORD.findall(typed.lower()) if carried & {*words_in(written)})]


def is_answered(word: str, asked: Asked, index: Index, found: list[int]) -> bool:
    """Whether a text that visitors may read has the word, or that which it makes with its neighbour, or a synonym."""
    ways = ways_to_say(word, asked, index)
    return not all(ways) or any(is_public(way, index, found) for way in ways)


def is_titled(word: str, asked: Asked, index: Index) -> bool:
    """Whether a title or another wording has it in one of these ways."""
    return any(all(index.is_titled(stem) for stem in way) for way in ways_to_say(word, asked, index))


def ways_to_say(word: str, asked: Asked, index: Index) -> list[list[str]]:
    """The stems of the word, of what it makes with its neighbour or is made of, and of each synonym.

    One without stems where it was a slip of a word that says nothing.
    """
    stem = index.language.stem
    ways = [[stem(part) for part in asked.corrected.get(word, [word]) if part not in index.language.stop]]
    ways += ([stem(whole)] for whole in asked.joined.get(word, ()))
    ways += [[*map(stem, parts)] for parts in taken_apart(word, index)]
    for _, stems, others in asked.synonyms:
        if stem(word) in stems:
            ways += [list(other) for _, other in others if other]
    return ways


def taken_apart(word: str, index: Index) -> list[tuple[str, str]]:
    """The two words of the texts that a word is made of: "flareup" is "flare-up"."""
    pairs = [(word[:at], word[at:]) for at in range(3, len(word) - 1)]
    return [pair for pair in pairs if all(part in index.counted for part in pair)]


def is_public(stems: Sequence[str], index: Index, found: list[int]) -> bool:
    """Whether one text has all of them."""
    if len(stems) == 1 and index.occurs(stems[0], found):
        return True
    having = reduce(np.intersect1d, map(index.having, stems))
    if np.isin(found, having).any():
        return True
    return bool(len(having)) and public_texts().filter(pk__in=having[:MOST_LOOKED_AT].tolist()).exists()
