"""The HTML of our rich text as Markdown. Pure words: no Django.

A dozen tags are all that the editors allow, so a walk over them is shorter than a library's settings (docs/decisions).
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, PageElement, Tag

SIGNS = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w+;))")
# What would begin a heading, list, quote or rule at the beginning of a line.
AT_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=~](?=\s|$|[-+=~])|\d{1,9}(?=[.)]))", re.MULTILINE)
WRAPPED = {"b": "**", "strong": "**", "i": "*", "em": "*"}
KEPT = ("sup", "sub")
MANY_LINES = re.compile(r"\n\s*\n")


def plain(text: str) -> str:
    """Words of plain text so that Markdown shows them as they are, in one line."""
    return AT_LINE_START.sub(escaped_start, SIGNS.sub(r"\\\1", " ".join(str(text).split())))


def escaped_start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    # A digit cannot be escaped: the dot or bracket after it is.
    return f"{space}{sign}\\" if sign[0].isdigit() else f"{space}\\{sign}"


def markdown(html: str, base: str = "") -> str:
    """Markdown of `html`; links are made absolute from the address `base`."""
    return tidy("\n\n".join(blocks(BeautifulSoup(html, "html.parser"), base)))


def blocks(parent: Tag, base: str) -> Iterator[str]:
    """Yield the paragraphs, headings and lists inside `parent`; loose words become a paragraph."""
    loose: list[PageElement] = []
    for child in parent.children:
        if not isinstance(child, Tag) or child.name not in ("p", "ul", "ol", "div", "h2", "h3", "h4"):
            loose.append(child)
            continue
        yield from paragraph(loose, base)
        loose = []
        yield from block(child, base)
    yield from paragraph(loose, base)


def block(tag: Tag, base: str) -> Iterator[str]:
    if tag.name in ("ul", "ol"):
        yield listed(tag, base)
    elif tag.name == "div":
        yield from blocks(tag, base)
    else:
        level = f"{'#' * int(tag.name[1])} " if tag.name[0] == "h" else ""
        yield from (level + words for words in paragraph(tag.children, base))


def paragraph(children: Iterable[PageElement], base: str) -> Iterator[str]:
    """The words of `children` as one paragraph; none where they say nothing."""
    words = "".join(inline(child, base) for child in children).strip()
    if words:
        yield AT_LINE_START.sub(escaped_start, words)


def listed(tag: Tag, base: str) -> str:
    """Each item begins with its bullet or number; what follows in it is set in as far."""
    items = tag.find_all("li", recursive=False)
    bullets = ["- "] * len(items) if tag.name == "ul" else [f"{place}. " for place in range(1, len(items) + 1)]
    return "\n".join(
        bullet + set_in("\n".join(blocks(item, base)), len(bullet)) for bullet, item in zip(bullets, items, strict=True)
    )


def inline(node: PageElement, base: str) -> str:
    if not isinstance(node, Tag):
        return SIGNS.sub(r"\\\1", re.sub(r"\s+", " ", str(node)))
    if node.name == "br":
        return "  \n"
    words = "".join(inline(child, base) for child in node.children)
    if node.name == "a" and node.get("href") and words.strip():
        return around(words, "[", f"]({address(urljoin(base, str(node['href'])))})")
    if node.name in WRAPPED:
        return around(words, WRAPPED[node.name], WRAPPED[node.name])
    return f"<{node.name}>{words}</{node.name}>" if node.name in KEPT else words


def around(words: str, before: str, after: str) -> str:
    """Signs stand close to the words, spaces outside, or Markdown would not see them."""
    if not words.strip():
        return words
    space = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    return f"{' ' * space[0]}{before}{words.strip()}{after}{' ' * space[1]}"


def address(url: str) -> str:
    """An address as it may stand between brackets."""
    return re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", url)


def set_in(text: str, width: int) -> str:
    """`text` with every line but the first set in by `width` spaces."""
    return text.replace("\n", "\n" + " " * width)


def tidy(text: str) -> str:
    """One empty line between paragraphs, none at the ends."""
    return MANY_LINES.sub("\n\n", text).strip()
