"""What a web page says of itself beside its text: its titles, whose it is, the address it was saved from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from faq.importing.words import tidy

TAG = re.compile(r"<(meta|link|base)\b([^>]{0,2000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(?<![a-z:-])([a-z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s\"'<>]{1,500})", re.IGNORECASE)
MIRRORED = re.compile(r"<!--\s*Mirrored from ([\w.-]+\.[a-z]{2,}/[^\s\"'<>]{0,500})", re.IGNORECASE)
# Between a page's own title and the name of the site.
BETWEEN = re.compile(r"\s+(?:[-–—|·»«•~]+|::)\s+|\s*\|\s*")


@dataclass(frozen=True)
class Head:
    """`title` and `shared_title` (for social networks) as they stand; `site` and `address` are "" where unknown."""

    title: str = ""
    shared_title: str = ""
    site: str = ""
    address: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    def names_site(self, words: str) -> bool:
        return bool(self.site) and words.casefold() == self.site.casefold()

    def is_site(self, words: str) -> bool:
        """Is this what the site calls itself, by its own word or behind the title of a page?"""
        parts = parts_of(self.title)
        return self.names_site(words) or words.casefold() in [part.casefold() for part in parts[1:]]


def parts_of(title: str) -> list[str]:
    return [part for part in map(tidy, BETWEEN.split(title)) if part]


def head_of(html: str) -> Head:
    said = dict(reversed(list(sayings(html))))
    title = TITLE.search(html)
    comment, mirrored = SAVED_FROM.search(html), MIRRORED.search(html)
    addresses = (said.get("canonical"), said.get("og:url"), said.get("base"), comment and comment[1],
                 mirrored and f"http://{mirrored[1]}")  # fmt: skip
    return Head(
        title=tidy(unescape(title[1])) if title else "",
        shared_title=said.get("og:title", ""),
        site=said.get("og:site_name", ""),
        address=next((address for address in addresses if address and is_full(address)), ""),
    )


def sayings(html: str) -> Iterator[tuple[str, str]]:
    """What meta, link and base elements say, by name."""
    for found in TAG.finditer(html):
        named = {name.lower(): unescape(one or two or three) for name, one, two, three in ATTRIBUTE.findall(found[2])}
        tag = found[1].lower()
        if tag == "meta" and "content" in named:
            yield (named.get("property") or named.get("name") or "").lower(), tidy(named["content"])
        elif tag == "base" or "canonical" in named.get("rel", "").lower().split():
            yield "base" if tag == "base" else "canonical", named.get("href", "").strip()


def is_full(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and len(address) <= 500
    except ValueError:
        return False
