"""The links of a page, written so that they lead to the same place wherever the page is read."""

import re
from collections.abc import Callable
from html import escape, unescape

from faq.importing.draft import Refused
from faq.importing.reading.decoding import encoding_of

TAG = re.compile(r"<(?:a|area|img|iframe|frame|source|video|audio|embed|object|input)\b[^<>]{0,8000}>", re.IGNORECASE)
SAID = re.compile(
    r"(?<![\w:-])(?P<name>href|src|data-src|data-lazy-src|data-original|data-lazy)(?P<is>\s*=\s*)"
    r"(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<none>[^\s\"'>]+))",
    re.IGNORECASE,
)
BASE = re.compile(r"<base\b[^<>]{0,2000}>", re.IGNORECASE)
# Names that programs give to the address of a picture that is fetched when a reader comes near; the reader knows one.
LATER = {"data-lazy-src": "data-src", "data-original": "data-src", "data-lazy": "data-src"}


def text_of(data: bytes) -> tuple[str, str]:
    """(text, encoding) as the page declares it; letters that cannot be read are left for the reader to refuse."""
    try:
        encoding = encoding_of(data, "page", True)
        return data.decode(encoding), encoding
    except (Refused, UnicodeDecodeError, LookupError):
        return data.decode("latin-1"), "latin-1"


def with_full_links(text: str, full: Callable[[str], str]) -> str:
    """`full` gives the address that a link stands for, or the link itself where nothing is to be changed.

    `<base>`, which said what links count from, goes: it would be taken for the page's own address.
    """

    def address(found: re.Match[str]) -> str:
        said = unescape(found["two"] or found["one"] or found["none"] or "").strip()
        meant = full(said)
        name = LATER.get(found["name"].lower(), found["name"])
        return found[0] if (meant, name) == (said, found["name"]) else f'{name}{found["is"]}"{escape(meant)}"'

    return TAG.sub(lambda tag: SAID.sub(address, tag[0]), BASE.sub("", text))
