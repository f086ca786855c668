"""What a sitemap names: pages, or more sitemaps."""

import io
import zlib
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

MOST_BYTES = 10 * 1024**2
MOST_UNPACKED = 60 * 1024**2
MOST_NAMED = 50_000
SPACE = "http://www.sitemaps.org/schemas/sitemap/"


@dataclass
class Named:
    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)


def named_in(data: bytes) -> Named:
    """As much as can be read: a sitemap that breaks off has named pages before."""
    named, within = Named(), ""
    try:
        for event, element in iterparse(io.BytesIO(unpacked(data).lstrip()), events=("start", "end"), forbid_dtd=True):
            space, _, local = element.tag.rpartition("}")
            if space and not space.removeprefix("{").startswith(SPACE):
                continue
            if event == "start":
                within = local if local in {"url", "sitemap"} else within
            elif local == "loc" and (address := (element.text or "").strip()):
                (named.sitemaps if within == "sitemap" else named.pages).append(address)
            elif local in {"url", "sitemap"}:
                element.clear()
            if len(named.pages) + len(named.sitemaps) >= MOST_NAMED:
                break
    except (ParseError, DefusedXmlException, ValueError):
        pass
    return named


def unpacked(data: bytes) -> bytes:
    """A .gz made to fill the memory gives no more than a sitemap may be."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MOST_UNPACKED)
    except zlib.error:
        return b""
