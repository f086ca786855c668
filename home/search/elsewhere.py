"""A question and its answers may be in different languages, and both in another than the page that shows them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from clinic.meaning.encoder import Vectors
from home.search.index.ranking import Index
from home.search.language.words import language, words_in
from home.search.meanings import MOST_TEXTS, Text, likeness, near_wordings, texts_in, without_names
from home.search.missing import is_public

# Between a question and a wording of what answers it: from here on it may be meant, and from there on it surely is.
MAY_BE, IS = 0.45, 0.75
# From here on what is meant comes beside what has the words of the question, and so much ahead of all other topics.
MEANT, AHEAD = 0.5, 0.02
# So much nearer than all in its own language it has to be where that has the words of the question.
NEARER = 0.05
MOST_SHOWN = 3
# From such a share of the question on that no text of its language has, its answer may be in another language.
UNANSWERED = 0.34
# How English writes what Spanish writes otherwise.
SPELT = (("ccion", "ction"), ("cion", "tion"), ("ph", "f"), ("th", "t"), ("y", "i"), ("k", "c"))
# Between two words that mean the same, in any text; in a text that is near in meaning as a whole.
SAME_WORD, SAME_WORD_THERE = 0.7, 0.64


@dataclass
class Elsewhere:
    """`ids`: texts that answer, the nearest first. `nearest`: how near the nearest text of any language is.

    `meant` is that one, in the language of the question where it is there.
    """

    ids: list[int] = field(default_factory=list)
    nearest: float = -1.0
    meant: Text | None = None
    is_sure: bool = False
    others: list[Text] = field(default_factory=list)  # all in other languages
    found: list[Text] = field(default_factory=list)  # those of them that answer

    def knows(self, written: str, indexes: Collection[Index]) -> bool:
        """Whether a word of the question stands there: one that means the same, or is spelt nearly the same."""
        alike = any(is_spelt_alike(word, index) for word in words_in(written) for index in indexes)
        return alike or self.means(written)

    def means(self, word: str) -> bool:
        if not self.anywhere:
            return False
        near = dict(zip(self.anywhere, near_wordings(word, self.anywhere), strict=True))
        return max(near.values()) >= SAME_WORD or any(near[one] >= SAME_WORD_THERE for one in words_of(self.found[:1]))

    @cached_property
    def anywhere(self) -> list[str]:
        """The words of all other texts, for however many words of the question they are asked."""
        return words_of(self.others)


def told_elsewhere(
    typed: str, code: str, indexes: Mapping[str, Index], own_names: Collection[str], unanswered: float
) -> Elsewhere:
    """What answers a question in `code` by a wording in another language of the `indexes`.

    Where that text is also there in `code`, that is it: so the wordings of one language serve the others.
    """
    said, languages = without_names(typed, own_names), {code, *indexes}
    if not language(code).stems(said) or sum(map(len, indexes.values())) > MOST_TEXTS:
        return Elsewhere()
    texts = texts_in(languages, own_names)
    if not texts:
        return Elsewhere()
    near = likeness(said, texts)
    own = max((near[place] for place, text in enumerate(texts) if text.language == code), default=-1)
    floor = max(MAY_BE, own if unanswered >= UNANSWERED else own + NEARER)
    places = [int(place) for place in np.argsort(-near, kind="stable") if near[place] >= floor]
    found = first_of_each([texts[place] for place in places if texts[place].language != code])
    return Elsewhere(
        ids=[*dict.fromkeys(in_own(text, texts, code).pk for text in found)],
        nearest=float(near.max()),
        meant=meant(texts, near, code),
        is_sure=bool(found) and float(near.max()) >= IS,
        others=[text for text in texts if text.language != code],
        found=found,
    )


def meant(texts: Sequence[Text], near: Vectors, code: str) -> Text | None:
    """The text of which a wording is nearest, in the language `code`; None where others are nearly as near."""
    best = texts[int(near.argmax())]
    others = max((near[place] for place, text in enumerate(texts) if text.key != best.key), default=-1.0)
    is_meant = near.max() >= MEANT and near.max() - others >= AHEAD
    return in_own(best, texts, code) if is_meant else None


def first_of_each(texts: Iterable[Text]) -> list[Text]:
    """One of each page and its translations."""
    found: dict[Any, Text] = {}
    for text in texts:
        found.setdefault(text.key, text)
    return [*found.values()][:MOST_SHOWN]


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
