"""Lists of a Word file: its items carry marks of private letters through mammoth, lists are made of the marks.

An item stands inside the one before by its level, by the number in its style's name (`List Bullet 2`), or because it is
of another list that stands further in.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

BEGIN, END = "\ue000", "\ue001"
MARK = rf"{BEGIN}(\d+),(\d+),(-?\d+),(\d*|\+){END}"
ITEM = re.compile(rf"<p>{MARK}(.*?)</p>", re.DOTALL)
ITEMS = re.compile(rf"(?:<p>{BEGIN}[^{END}]*{END}(?:(?!</p>).)*</p>)+", re.DOTALL)
GOES_ON = "+"
# Twentieths of a point, an eighth of an inch: less than that is a matter of looks.
FURTHER_IN = 180


@dataclass
class Item:
    """`name` tells its list from others; `number` is "" for a bullet, + for more of the item before."""

    depth: int
    name: int
    indent: int
    number: str
    words: str = ""
    inside: list["Item"] = field(default_factory=list)

    @property
    def mark(self) -> str:
        return f"{BEGIN}{self.depth},{self.name},{self.indent},{self.number}{END}"

    @property
    def more(self) -> "Item":
        return Item(self.depth, self.name, self.indent, GOES_ON)

    def is_inside(self, other: "Item") -> bool:
        if self.depth != other.depth:
            return self.depth > other.depth
        return self.name != other.name and self.indent >= other.indent + FURTHER_IN

    def goes_on_from(self, other: "Item", indent: int) -> bool:
        """Does a paragraph without a sign between the two, at this indent, belong to the one before?"""
        counts_on = self.depth > 0 and self.number.isdigit() and int(self.number) > 1
        return counts_on or (indent >= FURTHER_IN and (self.name == other.name or self.depth > 0 or other.depth > 0))


def with_lists(html: str) -> str:
    return ITEMS.sub(lambda marked: lists_html(nested(items_in(marked[0]))), html)


def items_in(html: str) -> list[Item]:
    return [Item(int(depth), int(name), int(indent), number, words)
            for depth, name, indent, number, words in ITEM.findall(html)]  # fmt: skip


def nested(items: list[Item]) -> list[Item]:
    """The outermost items, each with those inside it."""
    outermost: list[Item] = []
    around: list[Item] = []
    for item in items:
        if item.number == GOES_ON and around:
            around[-1].words += f"<br>{item.words}"
            continue
        while around and not item.is_inside(around[-1]):
            around.pop()
        (around[-1].inside if around else outermost).append(item)
        around.append(item)
    return outermost


def lists_html(items: list[Item]) -> str:
    """One list, or several where bullets and numbers take turns or the numbers begin anew."""
    lists: list[list[Item]] = [items[:1]] if items else []
    for before, item in pairwise(items):
        if is_next(before, item):
            lists[-1].append(item)
        else:
            lists.append([item])
    return "".join(map(list_html, lists))


def is_next(before: Item, item: Item) -> bool:
    if not before.number.isdigit() or not item.number.isdigit():
        return before.number == item.number
    return int(item.number) == int(before.number) + 1


def list_html(items: list[Item]) -> str:
    first = items[0].number
    written = "".join(f"<li>{item.words}{lists_html(item.inside)}</li>" for item in items)
    if not first.isdigit():
        return f"<ul>{written}</ul>"
    return f'<ol start="{first}">{written}</ol>' if first != "1" else f"<ol>{written}</ol>"
