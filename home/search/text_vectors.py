"""What a question means, beside the titles and other wordings of all texts, in every language at once."""

import re
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

import numpy as np

from clinic.content.language.plain_words import plain_letters
from clinic.meaning.encoder import Vectors, vectors
from home.models import SearchText
from home.search.index.public_texts import public_texts

What = SearchText.What
KINDS = (What.TOPIC, What.QUESTION, What.SERVICE, What.PAGE)
# A wording takes a millisecond the first time: beyond so many texts it is not done.
MOST_TEXTS = 3000
MOST_KEPT = 20_000

_known: dict[str, Vectors] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Text:
    """One that visitors may read. `key` is that of its page and its translations; `wordings` are ways to ask for it."""

    pk: int
    page: int
    language: str
    key: Any
    place: int
    wordings: tuple[str, ...]


def texts_in(languages: Collection[str], own_names: Collection[str]) -> list[Text]:
    """All of them. The names of the condition, which every text has, are left out of the wordings."""
    rows = public_texts().filter(language__in=languages, what__in=KINDS).order_by("page", "place")
    of_page = ("page", "language", "page__translation_key", "place")
    fields = ("pk", *of_page, "what", "title", "topic", "names", "asked_as")
    return [
        Text(
            pk,
            page,
            code,
            key,
            place,
            wordings(what, title, topic, tuple(asked_as if what == What.QUESTION else names), tuple(own_names)),
        )
        for pk, page, code, key, place, what, title, topic, names, asked_as in rows.values_list(*fields)
    ]


@lru_cache(maxsize=2 * MOST_TEXTS)
def wordings(what: str, title: str, topic: str, others: tuple[str, ...], own_names: tuple[str, ...]) -> tuple[str, ...]:
    """A question says what it asks with the name of its topic; `others` are other ways. Every search asks for all."""
    said = [f"{topic} {title}".strip() if what == What.QUESTION else title, *others]
    return tuple(short for wording in said if (short := without_names(wording, own_names)))


def likeness(question: "Question", texts: Sequence[Text]) -> Vectors:
    """How near in meaning the nearest wording of each text is, from -1 to 1."""
    owners = [place for place, text in enumerate(texts) for _ in text.wordings]
    found = np.full(len(texts), -1.0)
    if owners:
        np.maximum.at(found, owners, question.near([one for text in texts for one in text.wordings]))
    return found


@dataclass(frozen=True)
class Question:
    """What was asked, to be compared with what is written."""

    meaning: Vectors

    @classmethod
    def of(cls, said: str) -> Self:
        return cls(vectors([said])[0])

    def near(self, written: Sequence[str]) -> Vectors:
        """How near each is, from -1 to 1."""
        return known_vectors(written) @ self.meaning if written else np.zeros(0)


def nearness(said: Sequence[str], written: Sequence[str]) -> Vectors:
    """How near each of what was said is to each of what is written."""
    return known_vectors(said, keep=False) @ known_vectors(written).T


def without_names(text: str, own_names: Collection[str]) -> str:
    """`text` without them, with or without their accents."""
    pattern, plain = pattern_of(tuple(own_names)), plain_letters(text)
    if pattern is None or not pattern.search(plain):
        return " ".join(text.split())
    kept = text if len(text) == len(plain) else plain
    ends = [0, *(place for found in pattern.finditer(plain) for place in found.span()), len(kept)]
    return " ".join(" ".join(kept[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)).split())


@lru_cache(maxsize=8)
def pattern_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(map(plain_letters, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE) if names else None


def known_vectors(written: Sequence[str], keep: bool = True) -> Vectors:
    """What the site says is made a vector once a process; what a visitor says is not kept."""
    if not keep:
        return vectors(written)
    with _lock:
        new = [one for one in dict.fromkeys(written) if one not in _known]
        if len(_known) + len(new) > MOST_KEPT:
            _known.clear()
            new = [*dict.fromkeys(written)]
        _known.update(zip(new, vectors(new).astype(np.float16), strict=True))
        return np.stack([_known[one] for one in written]).astype(np.float32)
