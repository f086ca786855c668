"""One finished answer: its bytes, made once in the forms that browsers ask for. Pure: no Django, no database."""

import gzip
import json
import re
import time
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256

import brotli

Headers = list[tuple[str, str]]

# 5 is as quick as gzip and a tenth smaller; 11, the usual level, is for files that are compressed once.
LEVEL = 5
KNOWS = {
    name: re.compile(rf"(?:^|,)\s*{name}\s*(?:;\s*q=(?!0(\.0*)?\s*(,|$))[0-9.]+\s*)?(?:,|$)") for name in ("br", "gzip")
}
# Browsers ask each time whether their copy still holds. A cache in front may use its own for five seconds, and for five
# minutes while we do not answer: it does not hear what was withdrawn.
FRESH = "public, max-age=0, s-maxage=5, stale-while-revalidate=1, stale-if-error=300"
# A cache in front must not begin its own day with what is old here.
STALE = "no-store"
# Belong to one way of sending the bytes, or are said anew here.
OF_TRANSPORT = {"content-length", "content-encoding", "etag", "cache-control", "vary", "date"}


@dataclass(frozen=True)
class FinishedPage:
    """`number`: the page of the site whose words these are, 0 where they are those of many. `version`: of the content
    it was made of. `made`: when that began, in seconds since 1970.
    """

    number: int
    version: str
    made: float
    headers: Headers
    packed: dict[str, bytes]
    mark: str

    @classmethod
    def of(cls, number: int, version: str, made: float, headers: Headers, body: bytes) -> "FinishedPage":
        kept = [(name, value) for name, value in headers if name.lower() not in OF_TRANSPORT]
        packed = {
            "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=LEVEL),
            "gzip": gzip.compress(body, 6, mtime=0),
        }
        return cls(number, version, made, kept, packed, sha256(repr(kept).encode() + body).hexdigest()[:24])

    @cached_property
    def size(self) -> int:
        return sum(map(len, self.packed.values())) + 2000

    def body(self, form: str) -> bytes:
        """In the form "br", "gzip" or "", which few ask for."""
        return self.packed[form] if form else brotli.decompress(self.packed["br"])

    def as_file(self) -> bytes:
        told = asdict(self) | {"packed": {name: len(body) for name, body in self.packed.items()}}
        return json.dumps(told).encode() + b"\n" + b"".join(self.packed.values())

    @classmethod
    def from_file(cls, written: bytes) -> "FinishedPage":
        """Raises ValueError, KeyError or TypeError where the file is damaged."""
        line, _, rest = written.partition(b"\n")
        told = json.loads(line)
        ends, packed = 0, {}
        for name, length in told["packed"].items():
            packed[name], ends = rest[ends : ends + length], ends + length
        if ends != len(rest):
            raise ValueError("The file ends too early.")
        headers = [(name, value) for name, value in told["headers"]]
        return cls(**told | {"packed": packed, "headers": headers})


def form_for(accepted: str) -> str:
    """ "br", "gzip" or "" for the header Accept-Encoding."""
    return next((name for name, pattern in KNOWS.items() if pattern.search(accepted)), "")


def answer(
    page: FinishedPage, accepted: str, known: str, is_head: bool, as_of: float | None
) -> tuple[str, Headers, list[bytes]]:
    """(status, headers, body) for a browser that accepts these forms and holds what has these marks (If-None-Match).

    `as_of`: set where the page may be old by now, to when it was right for the last time.
    """
    form = form_for(accepted)
    etag = f'"{page.mark}-{form}"' if form else f'"{page.mark}"'
    headers = [("ETag", etag), ("Cache-Control", FRESH if as_of is None else STALE), ("Vary", "Accept-Encoding")]
    if as_of is not None:
        headers += [("Age", str(max(0, int(time.time() - as_of)))), ("X-As-Of", moment(as_of))]
    if known and etag in [mark.strip().removeprefix("W/") for mark in known.split(",")]:
        return "304 Not Modified", headers, []
    body = page.body(form)
    headers += [*page.headers, ("Content-Length", str(len(body))), *([("Content-Encoding", form)] if form else [])]
    return "200 OK", headers, [] if is_head else [body]


def moment(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
