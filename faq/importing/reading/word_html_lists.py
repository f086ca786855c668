"""Word's HTML writes an item of a list as a paragraph with a typed sign: real lists are made of them.

How deep it is says its list, its style's name (`MsoListBullet2`), or, in a page saved without all that ("filtered"),
how far in it stands.
"""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag

from faq.importing.reading.tags import names_of, style_of, text_of

LEVEL = re.compile(r"(?:^|;)mso-list:[^\s;]*?level(\d)")
STYLE = re.compile(r"msolist(?:bullet|number|paragraph)(?P<depth>\d)?(?:cxsp\w+)?")
FAR_IN = re.compile(r"(?:^|;)margin-left:(?P<far>\d*\.?\d+)(?P<unit>in|cm|mm|pt|px)")
POINTS = {"in": 72, "cm": 28.35, "mm": 2.835, "pt": 1, "px": 0.75}
SIGN = re.compile(r"(?:^|;)mso-list:ignore")
TYPED = re.compile(r"(?:[·•▪§oØ–-]|\(?(?:\d{1,3}|[a-z]{1,4})[.)])", re.IGNORECASE)
COUNTED = re.compile(r"\(?(?P<sign>\d+|[a-z]{1,4})[.)]", re.IGNORECASE)


@dataclass
class Opened:
    """A list that the next item may belong to."""

    level: int
    ordered: bool
    tag: Tag


def make_lists(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(is_item):
        if is_item(tag):  # What was gathered before is a real item by now.
            gather(tag, soup)


def is_item(tag: Tag) -> bool:
    if tag.name != "p":
        return False
    return LEVEL.search(style_of(tag)) is not None or (style_name(tag) is not None and typed_sign(tag) is not None)


def style_name(item: Tag) -> re.Match[str] | None:
    return next((found for name in names_of(item) if (found := STYLE.fullmatch(name))), None)


def typed_sign(item: Tag) -> Tag | None:
    """The element around its sign, where nothing else says which letters are the sign."""
    first = next((child for child in item.children if text_of(child)), None)
    while isinstance(first, Tag) and first.name != "span":
        first = next((child for child in first.children if text_of(child)), None)
    return first if isinstance(first, Tag) and TYPED.fullmatch(text_of(first)) else None


def level_of(item: Tag) -> int:
    """Any numbers will do that are larger for what is deeper; Word's styles are a quarter of an inch apart."""
    named, said, far = style_name(item), LEVEL.search(style_of(item)), FAR_IN.search(style_of(item))
    depth = int(named["depth"] or 1) if named else 1
    if said:
        return max(depth, int(said[1]))
    if far and named and "paragraph" in named[0]:
        return max(1, round(float(far["far"]) * POINTS[far["unit"]] / 18))
    return depth


def gather(first: Tag, soup: BeautifulSoup) -> None:
    """`first` and the items right after it, as one list or several, one inside the other by their levels."""
    opened: list[Opened] = []
    item: Tag | None = first
    while item is not None:
        after = next_item(item)
        add(item, opened, soup)
        item = after


def next_item(item: Tag) -> Tag | None:
    for node in item.next_siblings:
        if isinstance(node, Tag):
            return node if is_item(node) else None
        if isinstance(node, NavigableString) and node.strip():
            return None
    return None


def add(item: Tag, opened: list[Opened], soup: BeautifulSoup) -> None:
    level, sign = level_of(item), sign_of(item)
    counted = COUNTED.match(sign)
    while opened and (opened[-1].level > level or opened[-1].level == level and opened[-1].ordered != bool(counted)):
        opened.pop()
    if not opened or opened[-1].level < level:
        opened.append(Opened(level, bool(counted), begin(item, opened, counted, soup)))
    item.name, item.attrs = "li", {}
    opened[-1].tag.append(item.extract())


def begin(item: Tag, opened: list[Opened], counted: re.Match[str] | None, soup: BeautifulSoup) -> Tag:
    """A new list: inside the last item, or where the paragraph stands."""
    made = soup.new_tag("ol" if counted else "ul")
    if counted and counted["sign"].isdecimal():
        made["start"] = counted["sign"]
    items = opened[-1].tag.find_all("li", recursive=False) if opened else []
    if items:
        items[-1].append(made)
    else:
        item.insert_before(made)
    return made


def sign_of(item: Tag) -> str:
    """The typed sign, taken out; nothing for an item that goes on without one."""
    signs = [tag for tag in item.find_all("span") if SIGN.search(style_of(tag))]
    if not signs and not LEVEL.search(style_of(item)) and (typed := typed_sign(item)) is not None:
        signs = [typed]
    words = " ".join(text_of(tag) for tag in signs)
    for tag in signs:
        tag.decompose()
    return words
