"""The few sentences of an answer that say most of what was asked, with the words marked. Pure words: no Django."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from clinic.content.language.plain_words import WORD
from clinic.meaning.encoder import Vectors

BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")
# An answer of so many letters is shown whole: a sentence of it may say the contrary of all. That of the first result
# may have more: it is the one that is read.
WHOLE, WHOLE_FIRST = 420, 700
# Of a longer one so much of that.
PART = 0.8
# How a sentence begins that says nothing, or something else, without the one before it.
LEANING = re.compile(
    r"""(?:it|its|they|their|them|this|that|these|those|he|she|his|her|but|so|and|or|also|however|still|yet|then|there|both
    |neither|another|others?|such|instead|otherwise|most\ of|some\ of|none\ of|all\ of|one\ of|in\ [0-9]+\ of|of\ these
    |our|we\ (?:think|believe|see)
    |eso|esto|esta|este|estos|estas|esa|ese|esos|esas|ellos|ellas|su|sus|pero|por\ eso|así|además|también|entonces
    |otros?|otras?|ambos|ambas|nuestra|nuestro|pensamos|creemos|fueron|lo|las?\ mayoría)\b""",
    re.I | re.X,
)
# A sentence that only leads elsewhere answers nothing.
POINTER = re.compile(r"(?:read|see|lea|vea)\b", re.I)
# How a sentence begins that limits what was said before it, or says when to ask: a passage does not end before it.
LIMITING = re.compile(
    r"""(?:but|however|yet|still|too\ much|not|never|do\ not|don['’]t|stop|call|tell|ask|see\ a
    |pero|sin\ embargo|aun\ así|demasiad[oa]s?|no|nunca|deje|llame|llámenos|diga|díganos|pregunte|consulte)\b""",
    re.I | re.X,
)
MOST_LIMITING = 2
MOST_BEFORE = 3
# Of a very long answer only the beginning is looked through.
LOOKED_THROUGH = 5_000
# The later a passage begins, the less it is worth: by so much a sentence.
LATER = 0.02
# An answer begins with what answers its question: what that beginning is worth, the nearer the question is.
BEGINNING = 0.3
# What all words that were asked for are worth beside a sentence that means the same, which is worth 1.
ALL_WORDS = 0.5
# What a passage, or a text, loses that tells of other medicines only than the one that was asked for.
ANOTHER_MEDICINE = 1.0
# A passage does not end before a list, of which it would have no sign; a longer list goes on as it may.
MOST_SIGNS = 8
# After a passage that the text goes on after.
GOES_ON = " …"
# A sentence may be longer than a passage; beyond so many letters it is cut.
MOST_LETTERS = 1000
# A line of so few words may be a heading, which belongs to what follows; so few are the name of something in a table.
HEADING, NAME = 7, 3

Near = Callable[[Sequence[str]], Vectors]


def beginning(parts: Any, letters: int) -> tuple[str, str]:
    """(kind, text): the first piece of the answer, whole where it has no more than `letters`."""
    kind, text = next(((kind, text) for kind, text in parts if text), ("", ""))
    return kind, shortened(text, letters, letters)


class Reader:
    """Looks for the words of one question in many texts. `stem(word)` and `rarity(stem)` as in the index.

    `near(sentences)`: how near each is in meaning to the question, where that is compared. `is_of_another(text)`:
    whether it tells of other medicines only.
    """

    def __init__(
        self,
        stems: set[str],
        stem: Callable[[str], str],
        rarity: Callable[[str], float],
        near: Near | None = None,
        is_of_another: Callable[[str], bool] = lambda text: False,
    ) -> None:
        self.is_of_another = is_of_another
        self.stem, self.worth, self.near = stem, {stem: rarity(stem) for stem in stems}, near
        self.total = sum(self.worth.values()) or 1.0

    def best_passage(self, parts: Any, whole: int = WHOLE, asks: Sequence[str] = ()) -> tuple[str, str]:
        """(kind of knowledge, text) of the passage that says most of it; the beginning where none says anything.

        `parts`: [[kind, text], …]. `whole`: the number of letters that are shown whole. `asks`: the ways to ask for it.
        """
        at_once = BEGINNING * max(self.near(asks)) if self.near and asks else 0.0
        best, most, left, before = None, 0.0, LOOKED_THROUGH, 0
        for kind, text in parts:
            for place, worth, passage in self.passages(text[: max(left, 0)], before, whole):
                worth += 0.0 if place else at_once
                worth -= ANOTHER_MEDICINE * self.is_of_another(passage)
                if worth > most:
                    best, most = (kind, text if len(text) <= whole else passage), worth
            left, before = left - len(text), before + len(sentences(text)[0])
        kind, text = best or next(((kind, first_of(text, whole)) for kind, text in parts if text), ("", ""))
        return kind, " ".join(shortened(text, MOST_LETTERS, whole).split())

    def passages(self, text: str, before: int = 0, whole: int = WHOLE) -> Iterator[tuple[int, float, str]]:
        """Yield (place in the answer, worth, text) of the passages that begin where the sense of what was asked begins.

        `before`: the number of sentences that the answer has before this piece of it.
        """
        starts, ends = sentences(text)
        if len(starts) == 1 and POINTER.match(text):
            return
        said = [self.asked_in(text, start, end) for start, end in zip(starts, ends, strict=True)]
        near = self.near(said_in(text)) if self.near else [0.0] * len(starts)
        for asked in (number for number, stems in enumerate(said) if stems or near[number] > 0):
            first = where_sense_begins(text, starts, ends, asked, whole)
            passage, last = cut_out(text, starts, ends, first, asked, whole)
            there = said[asked] if last is None else set().union(*said[first:last])
            place = before + first
            yield place, (near[asked] + self.share(there)) / (1 + LATER * place), passage

    def share(self, there: set[str]) -> float:
        """What the stems `there` are worth of all that was asked for."""
        return ALL_WORDS * sum(self.worth[stem] for stem in there) / self.total

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


def cut_out(
    text: str, starts: list[int], ends: list[int], first: int, asked: int, whole: int
) -> tuple[str, int | None]:
    """(passage, the number after its last sentence): from `first` to `asked` at least, and no limit of it left out.

    Where that is too much it is what a long list is of and the one of its signs, and no such number.
    """
    least = after(text, starts, ends, asked)
    last = max(last_sentence(starts, ends, first, whole), least)
    last -= last > least and is_heading(text, starts, ends, last - 1)
    last = past_lead_in(text, ends, last, least)
    if ends[least - 1] - starts[first] > whole:
        last = max(last_sentence(starts, ends, asked, whole), least)
        passage = f"{text[starts[first] : ends[first]].strip()} … {text[starts[asked] : ends[last - 1]]}"
        return passage.rstrip() + GOES_ON * (last < len(starts)), None
    limits = 0
    while last < len(starts) and limits < MOST_LIMITING and LIMITING.match(text, starts[last]):
        last, limits = last + 1, limits + 1
    return text[starts[first] : ends[last - 1]].rstrip() + GOES_ON * (last < len(starts)), last


def past_lead_in(text: str, ends: list[int], last: int, least: int) -> int:
    """`last` where no list begins after it; else before the words that lead to it, or some of its signs further."""
    if not text[: ends[last - 1]].rstrip().endswith(":"):
        return last
    return last - 1 if last > least else min(last + MOST_SIGNS, len(ends))


def where_sense_begins(text: str, starts: list[int], ends: list[int], sentence: int, whole: int) -> int:
    """The beginning, if that is near: a first step or a "no" may stand there. Else the sentence itself, or one of those
    on which it leans; of a sign it is the line that says of what.
    """
    if ends[sentence] - starts[0] <= whole:
        return 0
    first = sentence
    while first and is_sign(text, starts[first]):
        first -= 1
    while first and sentence - first < MOST_BEFORE and LEANING.match(text, starts[first]):
        first -= 1
    return first


def is_heading(text: str, starts: list[int], ends: list[int], sentence: int) -> bool:
    """Whether a sentence is a short line of its own, and something follows."""
    begins = not starts[sentence] or text[: starts[sentence]].endswith("\n")
    is_line = begins and ends[sentence] < len(text) and text[: ends[sentence]].endswith("\n")
    return is_line and len(text[starts[sentence] : ends[sentence]].split()) <= HEADING


def after(text: str, starts: list[int], ends: list[int], sentence: int) -> int:
    """The number after a sentence; where it only names something, after what is said of it."""
    is_name = len(text[starts[sentence] : ends[sentence]].split()) <= NAME
    return min(sentence + 1 + is_name, len(starts))


def is_sign(text: str, start: int) -> bool:
    """Whether what begins here goes on with a list: the line before it has no end."""
    return not text[:start].rstrip().endswith((".", "!", "?", "…", "”", '"', ")"))


def last_sentence(starts: list[int], ends: list[int], first: int, whole: int) -> int:
    """The number after the last sentence of a passage: as many as fit, one at least."""
    return first + max(sum(end - starts[first] <= PART * whole for end in ends[first:]), 1)


def first_of(text: str, whole: int) -> str:
    if len(text) <= whole:
        return text
    starts, ends = sentences(text)
    return text[: ends[last_sentence(starts, ends, 0, whole) - 1]]


def sentences(text: str) -> tuple[list[int], list[int]]:
    """Where they begin, and where they end."""
    starts = [0, *(found.end() for found in BETWEEN_SENTENCES.finditer(text))]
    return starts, [*starts[1:], len(text)]


def said_in(text: str) -> list[str]:
    """Its sentences, each on one line."""
    return [" ".join(text[start:end].split()) for start, end in zip(*sentences(text), strict=True)]


def shortened(text: str, most: int, letters: int) -> str:
    """`text` where it has no more than `most` letters; else its first `letters` in whole words."""
    return text if len(text) <= most else f"{text[:letters].rsplit(' ', 1)[0]} …"
