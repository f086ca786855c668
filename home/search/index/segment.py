"""Texts as arrays: what each of their words adds to the score of each. Pure words and numbers: no Django."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clinic.content.language.plain_words import words_in
from home.search.index.bm25 import Gathering, Postings
from home.search.language.proper_names import ProperNames
from home.search.language.short_forms import ShortForms
from home.search.language.spelling import TITLE_WEIGHT
from home.search.language.topic_names import Names
from home.search.language.words import Language

NOTHING = -1
# How much a text of many words is held back, in titles and in all words.
FLAT = {"title": 0.5, "words": 0.75}


@dataclass(frozen=True)
class Entry:
    """What the index needs of one text: `title` its question, `topic` its page's title, `names` the page's others."""

    id: int
    page: int
    title: str
    topic: str
    names: tuple[str, ...]
    body: str
    # Found only by one of its names or its title in full: a fact of the clinic, which is no answer about an illness.
    by_name_only: bool = False


class Numbers(dict[str, int]):
    """The number of each word's stem, NOTHING for a word that says nothing. Grows as it is asked for words."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self.of_stem: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        stop = word in self.language.stop
        self[word] = NOTHING if stop else self.of_stem.setdefault(self.language.stem(word), len(self.of_stem))
        return self[word]

    def of_asking(self, word: str) -> int:
        return self.of_stem.setdefault(word, len(self.of_stem))

    def of(self, words: Iterable[str]) -> list[int]:
        return [number for word in words if (number := self[word]) != NOTHING]


class IndexSegment:
    """Texts taken in together. `like`: the segment that says how rare words are, where this one is a few changes."""

    def __init__(
        self,
        numbers: "Numbers",
        entries: Iterable["Entry"],
        counted: Counter[str],
        progress: Callable[..., None] = lambda done: None,
        like: "IndexSegment | None" = None,
    ) -> None:
        titles, words, self.short_forms = Gathering(), Gathering(), ShortForms()
        self.proper_names = ProperNames()
        self.named: dict[tuple[int, ...], list[int]] = {}
        self.by_name_only: dict[int, list[frozenset[str]]] = {}
        self.asked_as: dict[tuple[str, ...], int] = {}
        ids, pages, overviews = array("q"), array("q"), array("b")
        for place, entry in enumerate(entries):
            overviews.append(self.take_in(place, numbers, entry, counted, titles, words))
            ids.append(entry.id)
            pages.append(entry.page)
            if place % 500 == 0:
                progress(place)
        self.ids, self.pages = np.array(ids, np.int64), np.array(pages, np.int64)
        self.overviews, self.alive = np.array(overviews, bool), np.ones(len(ids), bool)
        terms = len(numbers.of_stem)
        self.postings: dict[str, Postings] = {
            "title": Postings(titles, terms, FLAT["title"], like.postings["title"] if like else None),
            "words": Postings(words, terms, FLAT["words"], like.postings["words"] if like else None),
        }
        self.names = Names(self.named, self.postings["title"].rarity_of, len(ids))
        del self.named

    def take_in(
        self, place: int, numbers: "Numbers", entry: "Entry", counted: Counter[str], titles: Gathering, words: Gathering
    ) -> bool:
        """Whether it is about its topic as a whole, as "What is CRPS?" is: its title says no more than the name."""
        called = (entry.title, entry.topic, *entry.names)
        said = [words_in(text) for text in called]
        for text, few in zip(called, said, strict=True):
            self.short_forms.add(text, TITLE_WEIGHT)
            for word in few:
                counted[word] += TITLE_WEIGHT
        self.short_forms.add(entry.body)
        self.proper_names.add(entry.body)
        body = words_in(entry.body)
        counted.update(body)
        title, topic, *names = (numbers.of(few) for few in said)
        others = [number for name in names for number in name]
        asking = [numbers.of_asking(word) for few in said for word in set(numbers.language.asks(few))]
        titles.add(title + topic + others, asking)
        words.add(title * 3 + topic * 2 + others + numbers.of(body))
        if entry.by_name_only:
            self.by_name_only[entry.id] = [name_in_full(words, numbers.language) for words in said]
            self.asked_as |= {tuple(words): entry.id for words in said}
        for name in [topic, *names]:
            if name:
                self.named.setdefault(tuple(dict.fromkeys(name)), []).append(place)
        return {*title} <= {*topic}

    def rarity(self, term: int) -> float:
        return self.postings["title"].rarity_of(term)

    def has(self, term: int, ids: list[int]) -> bool:
        return bool(np.isin(self.ids[self.postings["words"].having(term)], ids).any())

    def having(self, term: int) -> NDArray[Any]:
        places = self.postings["words"].having(term)
        return self.ids[places[self.alive[places]]]

    def drop(self, pages: Iterable[int]) -> None:
        if len(self.pages):
            self.alive = self.alive & ~np.isin(self.pages, [*pages])

    def scores(self, plain: dict[int, float], phrases: list[Any]) -> dict[str, NDArray[Any]]:
        """{ranking: the score of every text} for words `plain` and for `phrases`, of each of which the best choice.

        Besides, 0 to 1: how much of all that a text has, as "share", and how much its title, as "title_share".
        """
        found = {name: best_choice(postings.scores, plain, phrases) for name, postings in self.postings.items()}
        wordings = [plain | weights for weights in best_first(phrases)] or [plain]
        found["name"] = self.names.scores(wordings)
        found["share"], found["title_share"] = (
            self.share_of(postings, plain, phrases) for postings in (self.postings["words"], self.postings["title"])
        )
        return {name: scores * self.alive for name, scores in found.items()}

    def share_of(self, postings: Postings, plain: dict[int, float], phrases: list[Any]) -> NDArray[Any]:
        words = self.postings["words"]
        whole = words.mass(plain) + sum(max(map(words.mass, choices)) for choices in phrases)
        return best_choice(partial(postings.present, words.rarity_of), plain, phrases) / (whole or 1)


def name_in_full(words: list[str], language: Language) -> frozenset[str]:
    """What has to be said of a name: its stems; where it has only one, as "when are you open", all its words."""
    stems = frozenset(language.stem(word) for word in words if word not in language.stop)
    return stems | {exactly(word) for word in words} if len(stems) == 1 < len(words) else stems


def exactly(word: str) -> str:
    return f"={word}"


def best_choice(
    scores: Callable[[dict[int, float]], NDArray[Any]], plain: dict[int, float], phrases: list[Any]
) -> NDArray[Any]:
    total = scores(plain)
    for choices in phrases:
        total += np.maximum.reduce([scores(weights) for weights in choices])
    return total


def best_first(phrases: list[Any]) -> list[Any]:
    """The question as it was asked, then with one phrase in other words."""
    asked = {stem: weight for choices in phrases for stem, weight in choices[0].items()}
    return [asked, *(asked | other for choices in phrases for other in choices[1:])] if phrases else []
