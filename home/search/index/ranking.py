"""The index of one language: which texts answer a question best, and why. Pure words and numbers: no Django.

Three rankings are joined by their places (Cormack, Clarke & Büttcher 2009, reciprocal rank fusion): by the question and
its topic's name alone, which long answers would drown; by all words; and by how much of a topic's name was typed.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from home.search.index.segment import Entry, IndexSegment, Numbers
from home.search.language.spelling import TITLE_WEIGHT, Vocabulary
from home.search.language.synonyms import WEIGHT, Group, Meant, Synonyms
from home.search.language.words import MOST_WORDS, language, words_in

MOST_RANKED = 300
MOST_FOUND = 50
MOST_SYNONYMS = 5
# To look for the nearest word takes some milliseconds: nobody waits for hundreds.
MOST_CORRECTED = 12
TAUGHT_WEIGHT = 2 * TITLE_WEIGHT
# "How do I know if I have CRPS?" has one word besides those of every question: then they help to tell.
FEW_WORDS, ASKING_WEIGHT = 3, 0.5
NEARNESS = 30  # the smaller, the more the first places of each ranking count
SHARES = {"title": 1.0, "words": 1.0, "name": 0.5}
# An answer about a topic as a whole answers in part each question about it.
OVERVIEW = 1.05
# What has every word that was asked for counts so much more than what has none; half of them say little.
ALL_OF_IT = 0.3


@dataclass
class Asked:
    """A question as the index understands it: `weights` of its own stems, `synonyms` as Synonyms.of() gives them."""

    words: list[str] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    corrected: dict[str, list[str]] = field(default_factory=dict)  # {word as typed: [words that were meant]}
    synonyms: list[Meant] = field(default_factory=list)

    @property
    def meant(self) -> list[str]:
        """The words as they were typed, slips put right."""
        return [part for word in self.words for part in self.corrected.get(word, [word])]

    @property
    def suggestion(self) -> str:
        """The question with its words corrected; empty where none was."""
        return " ".join(self.meant) if self.corrected else ""

    @property
    def stems(self) -> set[str]:
        """Every stem that answers it, those of synonyms too."""
        return {*self.weights, *(stem for _, _, others in self.synonyms for _, other in others for stem in other)}


class Index:
    """`entries` of one language. What is added or dropped later counts at once, though not for how rare words are."""

    def __init__(
        self, entries: Iterable["Entry"], code: str, progress: Callable[..., None] = lambda done: None
    ) -> None:
        self.language = language(code)
        self.all_numbers = Numbers(self.language)
        counted: Counter[str] = Counter()
        self.segment = IndexSegment(self.all_numbers, entries, counted, progress)
        self.counted = counted
        self.recent_entries: dict[int, Entry] = {}
        self.recent: IndexSegment | None = None
        self.learn([])

    # What it holds --------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return int(self.segment.alive.sum()) + len(self.recent_entries)

    @property
    def outgrown(self) -> bool:
        """Whether so much has changed that it should be made anew."""
        gone = len(self.segment.ids) - int(self.segment.alive.sum())
        return len(self.recent_entries) + gone > max(200, len(self.segment.ids) // 20)

    def change(self, pages: set[int], entries: Iterable["Entry"]) -> None:
        """`entries` are from now on all that there is of `pages`."""
        self.segment.drop(pages)
        kept = {pk: entry for pk, entry in self.recent_entries.items() if entry.page not in pages}
        self.recent_entries = kept | {entry.id: entry for entry in entries}
        counted: Counter[str] = Counter()
        held = list(self.recent_entries.values())
        self.recent = IndexSegment(self.all_numbers, held, counted, like=self.segment) if held else None
        if any(word not in self.counted for word in counted):
            self.counted |= counted
            self.know_words()
        self.synonyms = self.synonyms_with(self.groups)

    def learn(self, groups: list[Group], words: Iterable[str] = ()) -> None:
        """From now on these are the synonyms, besides the texts' short forms; `words` are known besides theirs."""
        self.groups, self.synonyms = groups, self.synonyms_with(groups)
        self.taught = Counter(dict.fromkeys((word for text in words for word in words_in(text)), TAUGHT_WEIGHT))
        self.know_words()

    def synonyms_with(self, groups: Iterable[Group]) -> Synonyms:
        short = [group for segment in self.segments for group in segment.short_forms.groups(self.counted)]
        return Synonyms([*groups, *short], self.language)

    def know_words(self) -> None:
        self.vocabulary = Vocabulary(self.counted | self.taught, len(self.segment.ids))

    @property
    def numbers(self) -> dict[str, int]:
        """{stem: its number}"""
        return self.all_numbers.of_stem

    # Asking ---------------------------------------------------------------------------------------------------

    def understood(self, typed: str, synonyms: Synonyms | None = None, typing: bool = False) -> "Asked":
        """The Asked for the words `typed`; `synonyms` instead of those learnt; `typing`: the last word may go on."""
        asked = Asked(words_in(typed, MOST_WORDS))
        beginning = asked.words[-1] if typing and asked.words else ""
        begun = self.vocabulary.beginning_with(beginning) if beginning else []
        if begun:
            asked.words.pop()
        stems = self.stems_of(asked)
        asked.weights = {stem: 1 + log(times) for stem, times in Counter(stems).items()}
        asked.synonyms = (synonyms or self.synonyms).of(stems)
        if begun:
            asked.synonyms.append((beginning, (), [(word, (self.language.stem(word),)) for word in begun]))
        if 0 < len(asked.weights) <= FEW_WORDS:
            asked.weights |= dict.fromkeys(self.language.asks(asked.words), ASKING_WEIGHT)
        return asked

    def stems_of(self, asked: "Asked") -> list[str]:
        stems, known = [], self.vocabulary
        asked.corrected = self.corrections(asked.words)
        for word in asked.words:
            if word not in self.language.stop:
                meant = asked.corrected.get(word, [word])
                stems += [self.language.stem(part) for part in meant if part not in self.language.stop]
        joined = [known.joined(first, second) for first, second in zip(asked.words, asked.words[1:], strict=False)]
        return stems + [self.language.stem(word) for word in joined if word]

    def corrections(self, words: list[str]) -> dict[str, list[str]]:
        """{word: the words that were meant} of the first MOST_CORRECTED that nobody here has written."""
        strange = [word for word in dict.fromkeys(words) if self.is_strange(word)][:MOST_CORRECTED]
        meant = {word: self.vocabulary.corrected(word) for word in strange}
        return {word: others for word, others in meant.items() if others != [word]}

    def is_strange(self, word: str) -> bool:
        """A word whose stem is known is only another ending; among many texts a rare word may be their own slip."""
        if word in self.language.stop or self.vocabulary.knows(word):
            return False
        return self.vocabulary.certain > 1 or self.language.stem(word) not in self.numbers

    def find(self, asked: "Asked") -> list[tuple[int, int, float]]:
        """[(id of a text, id of its page, score)], the best first, at most MOST_FOUND."""
        rankings = self.rankings(asked)
        fused = np.zeros(self.size, np.float32)
        for name, share in SHARES.items():
            best = ranked(rankings[name])
            fused[best] += share / (NEARNESS + np.arange(len(best), dtype=np.float32))
        fused *= np.where(self.overviews, OVERVIEW, 1) * (1 + ALL_OF_IT * rankings["share"] ** 2)
        best = ranked(fused, MOST_FOUND)
        ids, pages = self.ids, self.pages
        return [(int(ids[place]), int(pages[place]), float(fused[place])) for place in best]

    def rankings(self, asked: "Asked") -> dict[str, NDArray[Any]]:
        """{name of the ranking: the score of every text}. A phrase counts as its best synonym does, not as all."""
        plain = dict(asked.weights)
        phrases = []
        for _, said, others in asked.synonyms:
            own = {stem: plain.pop(stem) for stem in dict.fromkeys(said) if stem in plain}
            phrases.append([own, *(self.instead(own, other) for _, other in others[:MOST_SYNONYMS])])
        found = [segment.scores(self.by_number(plain), self.numbered(phrases)) for segment in self.segments]
        return {name: np.concatenate([scores[name] for scores in found]) for name in found[0]}

    def instead(self, own: Any, other: Any) -> dict[Any, float]:
        """The stems `other` with weights that make them worth nearly as much as those they stand for."""
        mass = sum(map(self.rarity, other)) or 1
        if not own:  # a word that is being typed
            return dict.fromkeys(other, WEIGHT)
        worth = sum(weight * (self.rarity(stem) or self.rarest) for stem, weight in own.items())
        return {stem: WEIGHT * min(worth / mass, 1) for stem in other}

    @property
    def rarest(self) -> float:
        return self.segment.rarity(len(self.numbers))

    def by_number(self, weights: dict[Any, float]) -> dict[int, float]:
        return {self.numbers[stem]: weight for stem, weight in weights.items() if stem in self.numbers}

    def numbered(self, phrases: list[Any]) -> list[Any]:
        return [[self.by_number(weights) for weights in choices] for choices in phrases]

    def occurs(self, stem: str, ids: list[int]) -> bool:
        """Whether any of the texts `ids` has it."""
        term = self.numbers.get(stem)
        return term is not None and any(segment.has(term, ids) for segment in self.segments)

    @property
    def segments(self) -> list[IndexSegment]:
        return [segment for segment in (self.segment, self.recent) if segment is not None]

    @property
    def size(self) -> int:
        return sum(len(segment.ids) for segment in self.segments)

    @property
    def ids(self) -> NDArray[Any]:
        return np.concatenate([segment.ids for segment in self.segments])

    @property
    def pages(self) -> NDArray[Any]:
        return np.concatenate([segment.pages for segment in self.segments])

    @property
    def overviews(self) -> NDArray[Any]:
        return np.concatenate([segment.overviews for segment in self.segments])

    def reasons(self, asked: "Asked", ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Why texts are where they are: `{id: {"places", "share", "overview", "words"}}`.

        "places": {ranking: (place from 1, score)}; "share": how much of all that was asked the text has,
        0 to 1; "overview": whether it is about all of its topic; "words" as words_given() gives them.
        """
        rankings = self.rankings(asked)
        places = {name: numbered(ranked(rankings[name])) for name in SHARES}
        at = {int(pk): place for place, pk in enumerate(self.ids)}
        return {
            pk: {
                "places": {name: (places[name].get(at[pk]), float(rankings[name][at[pk]])) for name in SHARES},
                "share": float(rankings["share"][at[pk]]),
                "overview": bool(self.overviews[at[pk]]),
                "words": self.words_given(asked, pk),
            }
            for pk in ids
            if pk in at
        }

    def words_given(self, asked: "Asked", pk: int) -> list[tuple[Any, ...]]:
        """[(stem, what it adds in the title, what in all words)]"""
        segment = next(segment for segment in reversed(self.segments) if pk in segment.ids)
        text = int(np.nonzero(segment.ids == pk)[0][0])
        given = []
        for stem in sorted(asked.stems):
            weight = asked.weights.get(stem, WEIGHT)
            term = self.numbers.get(stem, len(self.numbers))
            gains = [weight * segment.postings[name].gain(term, text) for name in ("title", "words")]
            if any(gains):
                given.append((stem, *gains))
        return sorted(given, key=lambda one: -one[1] - one[2])

    def rarity(self, stem: str) -> float:
        """How telling a stem is; 0 for one that is nowhere."""
        return self.segment.rarity(self.numbers[stem]) if stem in self.numbers else 0.0


def numbered(places: Any) -> dict[int, int]:
    return {int(at): number for number, at in enumerate(places, 1)}


def ranked(scores: NDArray[Any], most: int = MOST_RANKED) -> NDArray[Any]:
    """The places of the highest scores, the highest first; those of nothing are left out."""
    if len(scores) > most:
        best = np.argpartition(-scores, most)[:most]
        best.sort()
    else:
        best = np.arange(len(scores))
    best = best[np.argsort(-scores[best], kind="stable")]
    return best[scores[best] > 0]
