"""The index of one language: which texts answer a question best, and why. Pure words and numbers: no Django.

Three rankings are joined by their places (Cormack, Clarke & Büttcher 2009, reciprocal rank fusion): by the question and
its topic's name alone, which long answers would drown; by all words; and by how much of a topic's name was typed.
Meaning, pins and facts come in with home.search.finding.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clinic.content.language.plain_words import words_in
from home.search.index.segment import Entry, IndexSegment, Numbers, exactly
from home.search.index.typed_question import Asked
from home.search.language.spelling import TITLE_WEIGHT, Vocabulary
from home.search.language.synonyms import WEIGHT, Group, Synonyms
from home.search.language.words import MOST_WORDS, language

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
# A place counts less where little of the question is there: a title with nothing of it but the illness answers little.
# Not in a library of thousands, where what a title does say tells more (16,407 topics: 0.81 without, 0.78 with it).
COVERED = {"title": "title_share", "words": "share"}
COVERAGE, MOST_COVERED = 0.4, 3000
# An answer about a topic as a whole answers in part each question about it.
OVERVIEW = 1.05
# What has every word that was asked for counts so much more than what has none; half of them say little.
ALL_OF_IT = 0.3


class Index:
    """`entries` of one language. What is added or dropped later counts at once, though not for how rare words are."""

    def __init__(self, entries: Iterable[Entry], code: str, progress: Callable[..., None] = lambda done: None) -> None:
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

    def change(self, pages: set[int], entries: Iterable[Entry]) -> None:
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
        named = {word for segment in self.segments for word in segment.proper_names.known(self.counted)}
        weights, stem, numbers = self.counted | self.taught, self.language.stem, self.numbers
        # The index itself is not kept by what it keeps: one that is replaced would stay in memory for a while.
        self.vocabulary = Vocabulary(
            weights, len(self.segment.ids), named, self.language.code, says=lambda word: stem(word) in numbers
        )

    @property
    def numbers(self) -> dict[str, int]:
        """{stem: its number}"""
        return self.all_numbers.of_stem

    # Asking ---------------------------------------------------------------------------------------------------

    def understood(self, typed: str, synonyms: Synonyms | None = None, typing: bool = False) -> Asked:
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

    def stems_of(self, asked: Asked) -> list[str]:
        stems, known = [], self.vocabulary
        asked.corrected = self.corrections(asked.words)
        for word in asked.words:
            if word not in self.language.stop:
                meant = asked.corrected.get(word, [word])
                stems += [self.language.stem(part) for part in meant if part not in self.language.stop]
        for pair in zip(asked.words, asked.words[1:], strict=False):
            if whole := known.joined(*pair):
                stems.append(self.language.stem(whole))
                for word in pair:
                    asked.joined.setdefault(word, []).append(whole)
        return stems

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

    def find(self, asked: Asked) -> list[tuple[int, int, float]]:
        """[(id of a text, id of its page, score)], the best first, at most MOST_FOUND."""
        rankings = self.rankings(asked)
        fused = np.zeros(self.size, np.float32)
        for name, share in SHARES.items():
            best = ranked(rankings[name])
            by_cover = name in COVERED and self.size <= MOST_COVERED
            covered = rankings[COVERED[name]][best] ** COVERAGE if by_cover else 1.0
            fused[best] += covered * share / (NEARNESS + np.arange(len(best), dtype=np.float32))
        fused *= np.where(self.overviews, OVERVIEW, 1) * (1 + ALL_OF_IT * rankings["share"] ** 2)
        ids, pages = self.ids, self.pages
        fused[np.isin(ids, self.unnamed(asked))] = 0
        for pk in self.asked_in_full(asked):
            fused[ids == pk] = fused.max() + 1
        best = ranked(fused, MOST_FOUND)
        return [(int(ids[place]), int(pages[place]), float(fused[place])) for place in best]

    def asked_in_full(self, asked: Asked) -> list[int]:
        """The fact of the clinic that is asked for word by word: "where are you" has no word that says anything."""
        found = self.ways_to_ask.get(tuple(asked.meant))
        return [found] if found else []

    @property
    def ways_to_ask(self) -> dict[tuple[str, ...], int]:
        """{words: the fact of the clinic that they ask for}"""
        told = {pk for segment in self.segments for pk in segment.asked_as.values()}
        living = [segment.ids[segment.alive] for segment in self.segments] if told else []
        alive = {pk for pk in told if any((ids == pk).any() for ids in living)}
        return {said: pk for segment in self.segments for said, pk in segment.asked_as.items() if pk in alive}

    @property
    def by_name_only(self) -> dict[int, list[frozenset[str]]]:
        return {pk: names for segment in self.segments for pk, names in segment.by_name_only.items()}

    def unnamed(self, asked: Asked) -> list[int]:
        """Those that are found only by a name, none of which was said in full."""
        said = asked.stems | {exactly(word) for word in asked.meant}
        return [pk for pk, names in self.by_name_only.items() if not any(name and name <= said for name in names)]

    def rankings(self, asked: Asked) -> dict[str, NDArray[Any]]:
        """{name of the ranking: the score of every text}. A phrase counts as its best synonym does, not as all."""
        plain = dict(asked.weights)
        phrases = []
        for _, said, others in asked.synonyms:
            own = {stem: plain.pop(stem) for stem in dict.fromkeys(said) if stem in plain}
            phrases.append([own, *(self.instead(own, other) for _, other in others[:MOST_SYNONYMS])])
        choices = [[self.by_number(weights) for weights in choices] for choices in phrases]
        found = [segment.scores(self.by_number(plain), choices) for segment in self.segments]
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

    def occurs(self, stem: str, ids: list[int]) -> bool:
        """Whether any of the texts `ids` has it."""
        term = self.numbers.get(stem)
        return term is not None and any(segment.has(term, ids) for segment in self.segments)

    def having(self, stem: str) -> NDArray[Any]:
        """The ids of the texts that have it."""
        term = self.numbers.get(stem, len(self.numbers))
        return np.concatenate([segment.having(term) for segment in self.segments])

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

    def rarity(self, stem: str) -> float:
        """How rare a stem is; 0 for one that is nowhere."""
        return self.segment.rarity(self.numbers[stem]) if stem in self.numbers else 0.0


def ranked(scores: NDArray[Any], most: int = MOST_RANKED) -> NDArray[Any]:
    """The places of the highest scores, the highest first; those of nothing are left out."""
    if len(scores) > most:
        best = np.argpartition(-scores, most)[:most]
        best.sort()
    else:
        best = np.arange(len(scores))
    best = best[np.argsort(-scores[best], kind="stable")]
    return best[scores[best] > 0]
