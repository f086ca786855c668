"""The links of a page, written so that they lead to the same place wherever the page is read."""

import re
from collections.abc import Callable
from html import escape, unescape

from faq.importing.draft import Refused
from faq.importing.reading.decoding import encoding_of

TAG = re.compile(r"<(?:a|area|img|iframe|frame|source|video|audio|embed|object|input)\b[^<>]{0,8000}>", re.IGNORECASE)
SAID = re.compile(
    r"(?P<before>(?<![\w:-])(?:href|src|data-src|data-lazy-src|data-original)\s*=\s*)"
    r"(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<none>[^\s\"'>]+))",
    re.IGNORECASE,
)
BASE = re.compile(r"<base\b[^<>]{0,2000}>", re.IGNORECASE)


def text_of(data: bytes) -> tuple[str, str]:
    """(text, encoding) as the page declares it; letters that cannot be read are left for the reader to refuse."""
    try:
        encoding = encoding_of(data, "page", True)
        return data.decode(encoding), encoding
    except (Refused, UnicodeDecodeError, LookupError):
        return data.decode("latin-1"), "latin-1"


def with_full_links(text: str, full: Callable[[str], str]) -> str:
    """`full` gives the address that a link stands for, or the link itself where nothing is to be changed."""

    def address(found: re.Match[str]) -> str:
        said = unescape(found["two"] or found["one"] or found["none"] or "").strip()
        meant = full(said)
        return found[0] if meant == said else f'{found["before"]}"{escape(meant)}"'

    return TAG.sub(lambda tag: SAID.sub(address, tag[0]), text)


def without_base(text: str) -> str:
    """`<base>` says what links count from; once they are full it only misleads."""
    return BASE.sub("", text)
