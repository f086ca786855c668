"""Which medicines a text names: by any of their names, in the plural, and with a slip or two. Pure words: no Django."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import fuzz, process

from clinic.content.language.plain_words import plain_letters, words_in

# Shorter names look like too many words to be recognised with a slip.
LONG_ENOUGH = 7
# Of 100: "gabapenten" and "pregablin" are near enough, "relaxing" is not.
NEAR_ENOUGH = 84


class Medicines:
    """Every name that one may have, each as its words."""

    def __init__(self, names: Iterable[str]) -> None:
        said = (tuple(words_in(name)) for name in names)
        self.names = {name for name in said if name}
        self.longest = max(map(len, self.names), default=0)

    @property
    def fingerprint(self) -> str:
        """Another value for other names."""
        return hashlib.sha256(repr(sorted(self.names)).encode()).hexdigest()[:16]

    @cached_property
    def long_names(self) -> list[str]:
        return [name[0] for name in self.names if len(name) == 1 and len(name[0]) >= LONG_ENOUGH]

    def parts(self, words: list[str]) -> Iterable[tuple[list[str], bool]]:
        """The `words` in turn as (words, whether they are the name of a medicine)."""
        at = 0
        while at < len(words):
            length = self.name_at(words, at)
            yield words[at : at + (length or 1)], bool(length)
            at += length or 1

    def name_at(self, words: list[str], at: int) -> int:
        """How many words from `at` on are the name of a medicine; the longest name counts."""
        for length in range(min(self.longest, len(words) - at), 0, -1):
            if self.is_name(tuple(words[at : at + length])):
                return length
        return 0

    def is_name(self, words: tuple[str, ...]) -> bool:
        last = words[-1]
        singular = (*words[:-1], last.removesuffix("es")), (*words[:-1], last.removesuffix("s"))
        return words in self.names or any(name in self.names for name in singular) or self.is_slip(words)

    def is_slip(self, words: tuple[str, ...]) -> bool:
        if len(words) > 1 or len(words[0]) < LONG_ENOUGH - 1 or not self.long_names:
            return False
        near = process.extractOne(words[0], self.long_names, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return near is not None and near[0][0] == words[0][0]

    def named(self, words: list[str]) -> bool:
        """Whether a medicine is named in `words`."""
        return any(is_name for _, is_name in self.parts(words))

    def masked(self, text: str, by: str) -> str:
        """The words of `text` with `by` for every medicine: to an encoder of meaning all are alike."""
        parts = self.parts(words_in(plain_letters(text)))
        return " ".join(by if is_name else " ".join(words) for words, is_name in parts)


class MedicineGroups:
    """Which groups of medicines a text names: what holds for one may not be shown for one of another group."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """`names`: all names of the medicines of each group."""
        self.groups = {tuple(words_in(name)): group for group, known in names.items() for name in known}
        self.longest = max(map(len, self.groups), default=0)

    def named_in(self, text: str) -> frozenset[str]:
        words = words_in(text)
        said = (tuple(words[at : at + length]) for length in range(1, self.longest + 1) for at in range(len(words)))
        return frozenset(self.groups[name] for name in said if name in self.groups)

    def tell_of_others(self, text: str, asked: frozenset[str]) -> bool:
        """Whether `text` names medicines, and none of the groups `asked`, if any is."""
        there = self.named_in(text) if asked else asked
        return bool(there) and not there & asked
