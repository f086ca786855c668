"""The words of a question to which no text has an answer: said before anything else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from clinic.content.language.plain_words import WORD, words_in
from clinic.content.language.real_words import LANGUAGES
from home.search.index.public_texts import public_texts
from home.search.index.ranking import Index
from home.search.index.typed_question import Asked
from home.search.language.essential_words import carrying, weights
from home.search.language.words import language
from home.search.unanswered import Unanswered

MOST_LOOKED_AT = 200
# Words that weigh less say little of what an open question is about.
TELLING = 1.5


@dataclass(frozen=True)
class Evidence:
    """What speaks for an answer to a question, and what against one; each of the three 0 to 1.

    `nearest`: how near in meaning the nearest wording of a text is; `unanswered`: the nearest question that is known to
    have no answer; `unknown_share`: which share of what the question says is in no text, `unknown`: those words.
    """

    nearest: float
    unknown_share: float
    unanswered: Unanswered = Unanswered()
    unknown: tuple[str, ...] = ()

    # As learned from questions with and without an answer: `python -m tests.quality` prints them, and how well they do.
    NEAREST, UNKNOWN, UNANSWERED, ENOUGH = 11.7, -3.7, -11.2, -0.35
    # Where nothing was compared: about the middle of what questions with and without an answer have.
    NOT_COMPARED = 1.6
    # Something is always as near as that; and from here on a known question is about the same.
    CHANCE, SAME = 0.3, 0.45

    @property
    def has_answer(self) -> bool:
        """Whether it is told that there is none only to a few of those that have one."""
        known = max(self.unanswered.near, self.CHANCE)
        meant = self.NEAREST * self.nearest + self.UNANSWERED * known if self.nearest >= 0 else self.NOT_COMPARED
        return meant + self.UNKNOWN * self.unknown_share > self.ENOUGH

    @property
    def is_known_question(self) -> bool:
        """Whether it means rather one that has no answer than any text."""
        return self.unanswered.near > max(self.nearest, self.SAME)


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


def missing_words(typed: str, said: Heard, told: Evidence, code: str) -> list[str]:
    """The words that carry the question and are in no text, as and in the order in which they were `typed`.

    Where all are in one, those that it has of a question without an answer, if it means such a one.
    """
    if told.has_answer:
        return []
    named = {*carrying(told.unknown, said.says, code)}
    if not named and told.is_known_question:
        named = shared(said.says, told.unanswered.text)
    return [*dict.fromkeys(written for written in WORD.findall(typed.lower()) if named & {*words_in(written)})]


def shared(said: Mapping[str, float], question: str) -> set[str]:
    """Those of the words with weights `said` that the question has, in English or Spanish: not "long" or "new"."""
    cuts = [language(code).stem for code in LANGUAGES]
    there = {cut(word) for cut in cuts for word in words_in(question)}
    telling = [word for word, weight in said.items() if weight >= TELLING]
    return {word for word in telling if there & {cut(word) for cut in cuts}}


def is_answered(word: str, asked: Asked, index: Index, found: list[int]) -> bool:
    """Whether a text that visitors may read has the word, or that which it makes with its neighbour, or a synonym."""
    ways = ways_to_say(word, asked, index)
    return not all(ways) or any(is_public(way, index, found) for way in ways)


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
