"""The links of a page, written so that they lead to the same place wherever the page is read."""

import re
from collections.abc import Callable
from html import escape, unescape

from faq.importing.draft import Refused
from faq.importing.reading.decoding import encoding_of
from faq.importing.reading.shown_later import LATER, SIZES, candidates

TAG = re.compile(r"<(?:a|area|img|iframe|frame|source|video|audio|embed|object|input)\b[^<>]{0,8000}>", re.IGNORECASE)
SAID = re.compile(
    rf"(?<![\w:-])(?P<name>href|src|{'|'.join([*LATER, *SIZES])})(?P<is>\s*=\s*)"
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
    """`full` gives the address that a link stands for, or the link itself where nothing is to be changed.

    `<base>`, which said what links count from, goes: it would be taken for the page's own address.
    """

    def address(found: re.Match[str]) -> str:
        said = unescape(found["two"] or found["one"] or found["none"] or "").strip()
        meant = in_sizes(said, full) if found["name"].lower() in SIZES else full(said)
        return found[0] if meant == said else f'{found["name"]}{found["is"]}"{escape(meant)}"'

    return TAG.sub(lambda tag: SAID.sub(address, tag[0]), BASE.sub("", text))


def in_sizes(sizes: str, full: Callable[[str], str]) -> str:
    return ", ".join(f"{full(src)} {size}".rstrip() for src, size in candidates(sizes))
