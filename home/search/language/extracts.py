"""The few sentences of an answer that say most of what was asked, with the words marked. Pure words: no Django."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from home.search.language.words import WORD

BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")
LONGEST = 260
# An answer of so many letters is shown whole: a sentence of it may say the contrary of all.
WHOLE = 420
# How a sentence begins that says nothing, or something else, without the one before it.
LEANING = re.compile(
    r"""(?:it|its|they|their|them|this|that|these|those|he|she|his|her|but|so|and|or|also|however|still|yet|then|there|both
    |neither|another|others?|such|instead|otherwise|most\ of|some\ of|none\ of|all\ of|one\ of|in\ [0-9]+\ of|of\ these
    |our|we\ (?:think|believe|see)
    |eso|esto|esta|este|estos|estas|esa|ese|esos|esas|ellos|ellas|su|sus|pero|por\ eso|así|además|también|entonces
    |otros?|otras?|ambos|ambas|nuestra|nuestro|pensamos|creemos|fueron|lo|las?\ mayoría)\b""",
    re.I | re.X,
)
MOST_BEFORE = 3
MOST_SENTENCES = 4
# Of a very long answer only the beginning is looked through.
LOOKED_THROUGH = 5_000
# The later a passage begins, the less it is worth: by so much a sentence.
LATER = 0.02


def beginning(parts: Any, letters: int) -> tuple[str, str]:
    """(kind, text): the first piece of the answer, whole where it has no more than `letters`."""
    kind, text = next(((kind, text) for kind, text in parts if text), ("", ""))
    return kind, shortened(text, letters, letters)


class Reader:
    """Looks for the words of one question in many texts. `stem(word)` and `rarity(stem)` as in the index."""

    def __init__(self, stems: set[str], stem: Callable[[str], str], rarity: Callable[[str], float]) -> None:
        self.stem, self.worth = stem, {stem: rarity(stem) for stem in stems}

    def best_passage(self, parts: Any) -> tuple[str, str]:
        """(kind of knowledge, text) of the passage with the rarest words; the beginning where none is in there.

        `parts`: [[kind, text], …].
        """
        best, most, left = None, 0.0, LOOKED_THROUGH
        for kind, text in parts:
            for worth, passage in self.passages(text[: max(left, 0)]):
                if worth > most:
                    best, most = (kind, text if len(text) <= WHOLE else passage), worth
            left -= len(text)
        kind, text = best or next(((kind, first_of(text)) for kind, text in parts if text), ("", ""))
        return kind, " ".join(shortened(text, WHOLE, LONGEST).split())

    def passages(self, text: str) -> Iterator[tuple[float, str]]:
        """Yield (worth, text) of the passages that begin where the sense of something that was asked for begins."""
        starts, ends = sentences(text)
        said = [self.asked_in(text, start, end) for start, end in zip(starts, ends, strict=True)]
        for asked in (number for number, stems in enumerate(said) if stems):
            first = where_sense_begins(text, starts, asked)
            last = max(last_sentence(starts, ends, first), asked + 1)
            there = set().union(*said[first:last])
            passage = text[starts[first] : ends[last - 1]]
            if len(passage) > WHOLE:  # what a long list is of, and the one of its signs
                there, last = said[asked], last_sentence(starts, ends, asked)
                passage = f"{text[starts[first] : ends[first]].strip()} … {text[starts[asked] : ends[last - 1]]}"
            yield sum(self.worth[stem] for stem in there) / (1 + LATER * first), passage

    def asked_in(self, text: str, start: int, end: int) -> set[str]:
        """The stems between two places of `text` that were asked for."""
        return {stem for word in {*WORD.findall(text, start, end)} if (stem := self.stem(word)) in self.worth}

    def marked(self, text: str) -> list[tuple[str, bool]]:
        """`text` in pieces: [(piece, whether it was asked for)], which together are the text."""
        pieces, end = [], 0
        for found in WORD.finditer(text):
            if self.stem(found[0]) in self.worth:
                pieces += [(text[end : found.start()], False), (found[0], True)]
                end = found.end()
        return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def where_sense_begins(text: str, starts: list[int], sentence: int) -> int:
    """The sentence itself, or one of those before it on which it leans; of a sign the line that says of what."""
    first = sentence
    while first and is_sign(text, starts[first]):
        first -= 1
    while first and sentence - first < MOST_BEFORE and LEANING.match(text, starts[first]):
        first -= 1
    return first


def is_sign(text: str, start: int) -> bool:
    """Whether what begins here goes on with a list: the line before it has no end."""
    return not text[:start].rstrip().endswith((".", "!", "?", "…", "”", '"', ")"))


def last_sentence(starts: list[int], ends: list[int], first: int) -> int:
    """The number after the last sentence of a passage: as many as fit, one at least."""
    fitting = sum(end - starts[first] <= LONGEST for end in ends[first : first + MOST_SENTENCES])
    return first + max(fitting, 1)


def first_of(text: str) -> str:
    if len(text) <= WHOLE:
        return text
    starts, ends = sentences(text)
    return text[: ends[last_sentence(starts, ends, 0) - 1]]


def sentences(text: str) -> tuple[list[int], list[int]]:
    """Where they begin, and where they end."""
    starts = [0, *(found.end() for found in BETWEEN_SENTENCES.finditer(text))]
    return starts, [*starts[1:], len(text)]


def shortened(text: str, most: int, letters: int) -> str:
    """`text` where it has no more than `most` letters; else its first `letters` in whole words."""
    return text if len(text) <= most else f"{text[:letters].rsplit(' ', 1)[0]} …"
