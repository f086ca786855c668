"""What editors of WordPress keep to the HTML that readers got: marks of blocks go, dynamic blocks give their words."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from home.site_import.sources.wordpress.paragraphs import with_paragraphs
from home.site_import.sources.wordpress.shortcodes import PictureOf, without_shortcodes

MARK = re.compile(r"\s*(?P<closes>/?)wp:(?P<name>[a-z][\w/-]*)\s*(?P<said>\{.*\})?\s*(?P<ends>/?)\s*", re.DOTALL)
# Blocks that hold what was typed, not HTML.
TYPED = {"shortcode", "freeform"}
ASKS = re.compile(r"question|title|heading|label|summary", re.IGNORECASE)
SAYS = re.compile(r"answer|content|text|body|description|paragraph|caption", re.IGNORECASE)
EMBEDDED = re.compile(r"(<div class=\"wp-block-embed__wrapper\">)\s*(https?://[^\s<>\"']+)\s*(?=</div>)")
MOST_NESTED = 5

# Gives the content of a block that is written once and shown on many pages, by its number.
SharedOf = Callable[[str], str]


def html_of(content: str, pictures: PictureOf, shared: SharedOf) -> str:
    """The content of one item as HTML."""
    content = with_shared(content, shared, MOST_NESTED)
    return EMBEDDED.sub(r'\1<a href="\2">\2</a>', "".join(parts_of(without_shortcodes(content, pictures))))


def with_shared(content: str, shared: SharedOf, deep: int) -> str:
    """Blocks that are written once and shown on many pages, put where they are shown."""

    def whole(found: re.Match[str]) -> str:
        return with_shared(shared(found[1]), shared, deep - 1) if deep else ""

    return re.sub(r'<!-- wp:block \{"ref":(\d+)[^<>]{0,500}/-->', whole, content)


def parts_of(content: str) -> Iterator[str]:
    """Outside of blocks, text was typed and gets its paragraphs; inside, it is HTML already."""
    open_blocks: list[str] = []
    for text, comment in in_turn(content):
        yield with_paragraphs(text) if not open_blocks or open_blocks[-1] in TYPED else text
        mark = MARK.fullmatch(comment)
        if not mark:
            continue
        if mark["ends"]:
            yield words_said(mark["said"])
        elif not mark["closes"]:
            open_blocks.append(mark["name"])
        elif mark["name"] in open_blocks:
            while open_blocks.pop() != mark["name"]:
                pass


def in_turn(content: str) -> Iterator[tuple[str, str]]:
    """(text, the comment behind it), in one pass."""
    position = 0
    while (start := content.find("<!--", position)) >= 0 and (end := content.find("-->", start + 4)) >= 0:
        yield content[position:start], content[start + 4 : end]
        position = end + 3
    yield content[position:], ""


def words_said(said: str | None) -> str:
    """The words of a block that has no HTML: its questions are openers, each with what follows it."""
    try:
        data = json.loads(said or "{}")
    except ValueError:
        return ""
    parts, is_open = [], False
    for kind, words in told(data):
        text = words if re.search(r"<\w+[^<>]*>", words) else escape(words, quote=False)
        if kind == "asks":
            parts.append(f"{'</details>' if is_open else ''}<details><summary>{text}</summary>")
            is_open = True
        else:
            parts.append(with_paragraphs(text))
    return "".join(parts) + ("</details>" if is_open else "")


def told(data: Any, name: str = "", deep: int = 12) -> Iterator[tuple[str, str]]:
    """("asks" or "says", words) of what is for readers. Settings are single words, numbers and colours."""
    if isinstance(data, str):
        kind = "says" if SAYS.search(name) else "asks" if ASKS.search(name) else ""
        if kind and " " in data.strip():
            yield kind, data.strip()
        return
    inner = (
        data.items() if isinstance(data, dict) else ((name, value) for value in data) if isinstance(data, list) else ()
    )
    for key, value in inner if deep else ():
        if not str(key).startswith("_"):
            yield from told(value, str(key), deep - 1)
