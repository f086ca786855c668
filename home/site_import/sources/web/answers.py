"""What a website answered: why it gave no page, and the letters and addresses of one that it gave."""

import re
import zlib
from urllib.parse import urljoin

from clinic.links.visiting import Answer
from faq.importing.reading.decoding import AS_BROWSERS_READ, known
from home.site_import.sources import kinds
from home.site_import.sources.full_links import text_of

STATUSES = {
    404: "The website itself has no such page any more.",
    410: "The website itself has no such page any more.",
    401: "It is locked with a password.",
    403: "The website does not show it to us.",
}
OTHER_STATUS = "The website answered with an error ({status})."
COUNTS_FROM = re.compile(r"<base\b[^<>]*\bhref\s*=\s*[\"']?([^\s\"'<>]+)", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def why_not(answer: Answer) -> str:
    return STATUSES.get(answer.status, OTHER_STATUS.format(status=answer.status))


def plain(body: bytes) -> bytes:
    """Some servers pack what nobody asked them to pack."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, kinds.MOST_OF_A_PAGE)
    except zlib.error:
        return body


def as_served(data: bytes, kind: str) -> tuple[str, str]:
    """(text, encoding to keep it in). What the server says of the letters counts before what the page says."""
    said = CHARSET.search(kind)
    encoding = known(AS_BROWSERS_READ.get(said[1].lower(), said[1].lower())) if said else ""
    if encoding:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), "utf-8-sig"
        except UnicodeDecodeError:
            return text_of(data)
    return text_of(data)


def base_of(text: str, address: str) -> str:
    found = COUNTS_FROM.search(text[:100_000])
    return urljoin(address, found[1]) if found else address


def in_full(href: str, base: str) -> str:
    if not href or href.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href
