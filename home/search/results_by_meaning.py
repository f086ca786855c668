"""What a question means beside the words it has: its answer may be written in others, and in another language."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from clinic.content.language.plain_words import words_in
from clinic.meaning.encoder import Vectors
from home.search.index.ranking import Index
from home.search.language.words import language
from home.search.missing import is_public
from home.search.text_vectors import MOST_TEXTS, Question, Text, likeness, nearness, texts_in, without_names
from home.search.unanswered import Unanswered, nearest_unanswered

# What a text is worth beside how near it is in meaning: for what its words found, and for being in another language
# than the question, with whose words nothing there can be found.
WORDS, OTHER_LANGUAGE = 3.0, 0.1
# What stands for nearness where only words are compared: the words of the glossary.
NOT_COMPARED = 0.1
# From so near on a text may be meant that has none of the words; so many of those are shown.
MAY_BE, MOST_SHOWN = 0.45, 3
# How English writes what Spanish writes otherwise.
SPELT = (("ccion", "ction"), ("cion", "tion"), ("ph", "f"), ("th", "t"), ("y", "i"), ("k", "c"))
# Between two words that mean the same, in any text; in a text that is near in meaning as a whole.
SAME_WORD, SAME_WORD_THERE = 0.7, 0.64


@dataclass
class Meant:
    """`texts` of all languages, and how near the nearest wording of each is to a question in the language `code`.

    `unanswered`: the nearest question that has no answer. `question`: what was asked, None where nothing is compared.
    """

    code: str
    texts: list[Text] = field(default_factory=list)
    near: Vectors = field(default_factory=lambda: np.zeros(0))
    unanswered: Unanswered = Unanswered()
    question: Question | None = None

    @property
    def nearest(self) -> float:
        """-1 where nothing was compared."""
        return float(self.near.max()) if self.texts else -1.0

    def worth(self, scores: Mapping[int, float], share: float) -> dict[int, float]:
        """`{id: what it is worth}` of the texts with `scores` for their words, and of those that may be meant.

        `share`: how much of the question the texts of its language have the words for; as much these count.
        """
        near = {text.pk: float(near) for text, near in zip(self.texts, self.near, strict=True)}
        worth = {pk: WORDS * share * score + near.get(pk, NOT_COMPARED) for pk, score in scores.items()}
        for text in self.without_words(scores):
            own = in_own(text, self.texts, self.code).pk
            value = near[text.pk] + OTHER_LANGUAGE * (text.language != self.code)
            worth[own] = max(worth.get(own, -1.0), value)
        return worth

    def without_words(self, scores: Collection[int]) -> list[Text]:
        """The nearest texts of pages without words of the question, one of each page and its translations."""
        nearest_first = (self.texts[place] for place in np.argsort(-self.near, kind="stable") if self.is_meant(place))
        return first_of_each(text for text in nearest_first if text.pk not in scores)

    def is_meant(self, place: int) -> bool:
        return bool(self.near[place] >= MAY_BE)

    def unknown(self, words: Sequence[str], indexes: Collection[Index]) -> list[str]:
        """Those that stand in none of the texts of other languages, nor one that means the same or is spelt alike."""
        left = [word for word in words if not any(is_spelt_alike(word, index) for index in indexes)]
        if not left or not self.others:
            return left
        near = nearness(left, self.others)
        there = [self.others.index(word) for word in words_of(self.nearest_other())]
        known = (near.max(axis=1) >= SAME_WORD) | (near[:, there].max(axis=1, initial=-1.0) >= SAME_WORD_THERE)
        return [word for word, is_known in zip(left, known, strict=True) if not is_known]

    def nearest_other(self) -> list[Text]:
        """The text of another language that may be meant, if there is one."""
        places = [place for place, text in enumerate(self.texts) if text.language != self.code and self.is_meant(place)]
        return [self.texts[max(places, key=self.near.__getitem__)]] if places else []

    @cached_property
    def others(self) -> list[str]:
        """The words of all texts in other languages."""
        return words_of(text for text in self.texts if text.language != self.code)


def meant(
    typed: str, code: str, indexes: Mapping[str, Index], own_names: Collection[str], questions: Collection[str]
) -> Meant:
    """`questions`: those without an answer.

    Nothing is compared with a question that says only what the condition is called, nor in a large library.
    """
    said, languages = without_names(typed, own_names), {code, *indexes}
    if not language(code).stems(said) or sum(map(len, indexes.values())) > MOST_TEXTS:
        return Meant(code)
    texts = texts_in(languages, own_names)
    if not texts:
        return Meant(code)
    asked = Question.of(said)
    return Meant(code, texts, likeness(asked, texts), nearest_unanswered(asked, questions, texts, own_names), asked)


def first_of_each(texts: Iterable[Text]) -> list[Text]:
    """One of each page and its translations."""
    found: dict[object, Text] = {}
    for text in texts:
        found.setdefault(text.key, text)
        if len(found) == MOST_SHOWN:
            break
    return [*found.values()]


def in_own(text: Text, texts: Sequence[Text], code: str) -> Text:
    """The same text in the language `code`, else the page in it, else the text."""
    own = {one.place: one for one in texts if one.key == text.key and one.language == code}
    return own.get(text.place) or own.get(0) or text


def words_of(texts: Iterable[Text]) -> list[str]:
    found = {(word, text.language) for text in texts for wording in text.wordings for word in words_in(wording)}
    return sorted({word for word, code in found if len(word) > 2 and word not in language(code).stop})


def is_spelt_alike(word: str, index: Index) -> bool:
    """Whether texts have the word as another language spells it: "morfina" is "morphine"."""
    wanted = spelt(word)
    alike = [other for other in index.counted if len(wanted) > 4 and other[0] == word[0] and spelt(other) == wanted]
    return any(is_public([index.language.stem(other)], index, []) for other in alike)


def spelt(word: str) -> str:
    """What English and Spanish leave of a word that both took from Greek or Latin.

    >>> spelt("morfina") == spelt("morphine"), spelt("opioides") == spelt("opioids"), spelt("mano") == spelt("man")
    (True, True, True)
    """
    plain = word
    for letters, others in SPELT:
        plain = plain.replace(letters, others)
    single = "".join(letter for place, letter in enumerate(plain) if plain[place - 1 : place] != letter)
    return single.rstrip("s").rstrip("aeio")
