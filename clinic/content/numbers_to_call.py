"""Phone numbers in what patients read: never broken at the end of a line; one tap away where a text says to call."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

TAG = re.compile(r"(<[^>]*>)")
# What says that the number after it is to be called: "911 people took part" is none.
CALLING = r"\b(?:call|dial|ring|phone|text|ll[aá]m\w+|marque|marcar|env[íi]\w+)\b[^.!?;:<0-9]{0,40}"


# Signs of a number that is as wide as a phone, when letters are at their largest.
LONG = 8


def in_one_piece(number: str) -> SafeString:
    """The number as HTML that stays on one line (layout.css)."""
    length = " in-one-piece--long" if len(number) > LONG else ""
    return format_html('<span class="in-one-piece{}">{}</span>', length, number)


def link_to_call(number: str) -> SafeString:
    return format_html('<a href="tel:{}">{}</a>', number.replace(" ", ""), in_one_piece(number))


@lru_cache(maxsize=64)
def told_to_call(number: str) -> re.Pattern[str]:
    return re.compile(rf"({CALLING})(?<![\w+(.-]){re.escape(number)}(?![\w-])", re.IGNORECASE)


def with_links_to_call(html: str, numbers: Iterable[str]) -> str:
    """`html` in which each of `numbers`, where the text says to call it, is a link that dials it; links stay theirs."""
    for number in dict.fromkeys(filter(None, numbers)):
        if number in html:
            html = "".join(linked(TAG.split(html), number))
    return html


def linked(pieces: list[str], number: str) -> Iterable[str]:
    """Tags and the texts between them, in turn; what is inside a link is left as it is."""
    inside = 0
    for piece in pieces:
        if piece.startswith("<"):
            inside += piece.startswith(("<a ", "<a>")) - piece.startswith("</a")
            yield piece
        else:
            yield piece if inside else told_to_call(number).sub(lambda found: found[1] + link_to_call(number), piece)
