"""Marks a change inside the very words that are shown, whatever template shows them. Pure words: no Django models.

Signs that nobody types stand for the marks until the page is rendered: templates escape words as always, and what ends
up inside a tag is left as it is read now.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from clinic.review import diff
from clinic.review.diff import tokens

ADDED, ADDED_END, GONE, GONE_END, LED, LED_END = SIGNS = "\ue000\ue001\ue002\ue003\ue004\ue005"
TAGS = dict(zip(SIGNS, [diff.ADDED, diff.ADDED_END, diff.GONE, diff.GONE_END, diff.LED, diff.LED_END], strict=True))
TAG = re.compile(r"(<[^>]*>)")
# What is no word of the text: its tags, and the signs around words whose link is another one.
NO_WORD = re.compile(f"(<[^>]*>|[{LED}{LED_END}])")
UNIT = re.compile(r"&#?\w+;|\s+|\S")
END_OF_LEAF = "\n"
# So few words between two changes are read as part of one.
NEAR = 2


@dataclass
class Leaf:
    """One field as it is shown: `source` is its text, or its HTML; `words` what is read of it."""

    words: str
    source: str
    is_html: bool = False
    added: list[bool] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return any(self.added) or any(self.gone)

    def mark(self) -> str:
        """The source with the signs in it."""
        painter = Painter(tokens(self.words), self)
        for piece in NO_WORD.split(self.source) if self.is_html else [self.source]:
            painter.put(piece)
        return painter.end()


class Painter:
    """Walks along a text, knowing at each letter which word of the comparison it belongs to."""

    def __init__(self, words: list[str], leaf: Leaf) -> None:
        self.words, self.leaf = words, leaf
        self.at, self.letters, self.is_open = 0, 0, False
        self.done: list[str] = []

    def put(self, piece: str) -> None:
        if self.leaf.is_html and NO_WORD.fullmatch(piece):
            self.open(False)
            self.done.append(piece)
            return
        for unit in UNIT.findall(piece):
            self.put_unit(unit)

    def put_unit(self, unit: str) -> None:
        is_added = self.at < len(self.words) and self.leaf.added[self.at]
        if unit.isspace() or self.at >= len(self.words):
            self.open(self.is_open and is_added)
            self.done.append(unit)
            return
        if not self.letters:
            self.tell_gone()
        self.open(is_added)
        self.done.append(unit)
        self.letters += len(unescape(unit) if self.leaf.is_html else unit)
        if self.letters >= len("".join(self.words[self.at].split())):
            self.next_word()

    def next_word(self) -> None:
        self.at, self.letters = self.at + 1, 0
        if self.at == len(self.words):
            self.tell_gone()

    def open(self, is_added: bool) -> None:
        if is_added != self.is_open:
            self.done.append(ADDED if is_added else ADDED_END)
            self.is_open = is_added

    def tell_gone(self) -> None:
        if gone := self.leaf.gone[self.at]:
            self.open(False)
            before = "" if self.at < len(self.words) else " "
            shown = escape(gone) if self.leaf.is_html else gone
            self.done.append(f"{before}{GONE}{shown}{GONE_END}{'' if before else ' '}")

    def end(self) -> str:
        self.open(False)
        if not self.words:
            self.tell_gone()
        return "".join(self.done)


def with_signs(before: str, words: str) -> str:
    """A line of plain words with the signs in it, for a template that knows nothing of changes."""
    leaf = Leaf(without_signs(words), without_signs(words))
    compare(before, [leaf])
    return leaf.mark() if leaf.is_changed else leaf.source


def compare(before: str, leaves: list[Leaf]) -> None:
    """Tells each leaf which of its words are new against `before`, one line a leaf, and what stood between them."""
    if not leaves:
        return  # A block that says the clinic's details, and has no words of its own.
    old = [token for line in before.split("\n") for token in [*tokens(line), END_OF_LEAF]]
    new = [token for leaf in leaves for token in [*tokens(leaf.words), END_OF_LEAF]]
    added, gone = [False] * len(new), [""] * len(new)
    for i, j, k, m in changed_runs(old, new):
        added[k:m] = [True] * (m - k)
        gone[min(k, len(new) - 1)] = " ".join(word for word in old[i:j] if word != END_OF_LEAF)
    start = 0
    for leaf in leaves:
        end = start + len(tokens(leaf.words))
        leaf.added, leaf.gone = added[start:end], gone[start : end + 1]
        start = end + 1


def changed_runs(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """The runs that differ; those with next to nothing between them are told as one."""
    if old == new:
        return []
    runs: list[tuple[int, int, int, int]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if runs and k - runs[-1][3] <= NEAR and END_OF_LEAF not in new[runs[-1][3] : k] and within(runs[-1], k, m, new):
            i, k = runs[-1][0], runs[-1][2]
            runs.pop()
        runs.append((i, j, k, m))
    return runs


def within(last: tuple[int, int, int, int], k: int, m: int, new: list[str]) -> bool:
    """Whether both runs replace words inside one leaf: only then one may swallow what stands between."""
    return END_OF_LEAF not in new[last[2] : m] and last[3] > last[2] and m > k


def shown(text: str) -> SafeString:
    """Rendered HTML with the marks in place of their signs. Safe: the signs are all that is replaced."""
    found = TAG.sub(lambda tag: as_it_reads(tag[0]), text)
    for sign, tag in TAGS.items():
        found = found.replace(sign, tag)
    return mark_safe(found)


def as_it_reads(text: str) -> str:
    """Without marks: what was there is gone, what is new is there."""
    return without_signs(re.sub(f"{GONE}[^{GONE_END}]*{GONE_END}", "", text))


def without_signs(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, SIGNS)))
