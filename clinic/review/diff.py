"""The change of a part, word by word. Pure words: no Django models."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SPACE = mark_safe(" ")
# Said and seen: colour alone tells nobody.
ADDED, ADDED_END = '<ins><span class="vh">Added: </span>', '<span class="vh"> (end)</span></ins>'
LED, LED_END = '<mark class="led"><span class="vh">Link changed: </span>', '<span class="vh"> (end)</span></mark>'
GONE, GONE_END = '<del><span class="vh">Removed: </span>', '<span class="vh"> (end)</span></del>'


@dataclass(frozen=True)
class Part:
    """A part of a page as plain words: `key` stays when the part moves, `label` is what people call it."""

    key: str
    label: str
    words: str


@dataclass(frozen=True)
class Change:
    """What became of a part: state is "new", "gone", "changed" or "same"; `html` shows the words marked."""

    label: str
    state: str
    html: str


def change_of(before: "Part | None", after: "Part") -> "Change":
    if before is None or not before.words:
        state = "new" if after.words else "same"
    else:
        state = "same" if tokens(before.words) == tokens(after.words) else "changed"
    return Change(after.label, state, marked(before.words if before else "", after.words))


def marked(before: str, after: str) -> SafeString:
    """Both texts in one, deleted and inserted words marked. Words are escaped."""
    old, new = tokens(before), tokens(after)
    pieces = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return format_html_join(SPACE, "{}", ((piece,) for code in pieces for piece in shown(code, old, new)))


def tokens(text: str) -> list[str]:
    """Its words; a choice, which stands in brackets, is one."""
    return re.findall(r"\[[^\]\n]*\]|\S+", text)


def shown(code: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[str]:
    """The marked pieces of one difflib opcode."""
    tag, i, j, k, m = code
    if tag == "equal":
        yield " ".join(new[k:m])
        return
    if i < j:
        yield format_html("{}{}{}", mark_safe(GONE), " ".join(old[i:j]), mark_safe(GONE_END))
    if k < m:
        yield format_html("{}{}{}", mark_safe(ADDED), " ".join(new[k:m]), mark_safe(ADDED_END))
