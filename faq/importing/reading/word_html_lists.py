"""Word's HTML writes an item of a list as a paragraph with a typed sign: real lists are made of them."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag

from faq.importing.reading.tags import style_of, text_of

LEVEL = re.compile(r"(?:^|;)mso-list:[^\s;]*?level(\d)")
SIGN = re.compile(r"(?:^|;)mso-list:ignore")
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
    return tag.name == "p" and LEVEL.search(style_of(tag)) is not None


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
    found = LEVEL.search(style_of(item))
    level, sign = int(found[1]) if found else 1, sign_of(item)
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
    words = " ".join(text_of(tag) for tag in signs)
    for tag in signs:
        tag.decompose()
    return words
