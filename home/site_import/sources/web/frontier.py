"""Which addresses of a site are still to be asked for: each once, none that leads away, none of those without end."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

from clinic.links.addresses import DEFAULT_PORTS, Address, NotAllowed, address_of
from faq.importing.outline.links import which_page, without_trackers
from home.site_import.sources import kinds
from home.site_import.sources.file_addresses import START
from home.site_import.sources.found import Skipped
from home.site_import.sources.no_pages import FOR_PROGRAMS, why_no_page

DEEPEST = 20
LONGEST = 500
MOST_STEPS = 12
MOST_QUESTIONS = 50
MOST_ALIKE = 500
SESSION = re.compile(r"(?:php)?sess(?:ion)?_?id|sid|jsessionid|cfid|cftoken|zenid|osCsid", re.IGNORECASE)
WITHOUT_END = "More addresses of this kind follow, as in a calendar or a list with filters. They were not asked for."


@dataclass(frozen=True)
class Errand:
    """`depth` is how many links lead there from the start."""

    address: Address
    depth: int
    is_again: bool = False


class Frontier:
    """Pages before files, in the order in which they are met."""

    def __init__(self, site: Address) -> None:
        self.site = site
        self.seen: set[str] = set()
        self.pages: deque[Errand] = deque()
        self.files: deque[Errand] = deque()
        self.later: deque[Errand] = deque()
        self.alike: Counter[str] = Counter()
        self.left_out: list[Skipped] = []

    def is_ours(self, address: Address) -> bool:
        return host_of(address) == host_of(self.site)

    def take(self, href: str, base: str, depth: int, *, soon: bool = False) -> None:
        """Note an address as it stands on a page at `base`, if it is one to be asked for."""
        try:
            full = without_trackers(urldefrag(urljoin(base, href.strip()))[0])
            address = address_of(full)
        except (NotAllowed, ValueError):
            return
        key = key_for(str(address))
        if key in self.seen or not self.is_ours(address) or depth > DEEPEST:
            return
        if is_trap(full) or kinds.is_look(urlsplit(full).path):
            return
        self.seen.add(key)
        if not self.is_left_out(str(address)):
            row = self.files if is_file(str(address)) else self.pages
            (row.appendleft if soon else row.append)(Errand(address, depth))

    def is_left_out(self, full: str) -> bool:
        """What is known by its address to be no page, or one too many of its kind."""
        path = urlsplit(full)._replace(query="").geturl()
        if why_no_page(full):
            why = why_no_page(path)
            self.left_out += [Skipped(full, why)] if why and why != FOR_PROGRAMS else []
            return True
        if kinds.is_film(urlsplit(full).path):
            self.left_out.append(Skipped(full, kinds.FILM))
            return True
        for shape, most in shapes(full):
            self.alike[shape] += 1
            if self.alike[shape] == most + 1:
                self.left_out.append(Skipped(full, WITHOUT_END))
            if self.alike[shape] > most:
                return True
        return False

    def next(self) -> Errand | None:
        row = self.pages or self.files or self.later
        return row.popleft() if row else None

    def put_back(self, errand: Errand) -> None:
        self.pages.appendleft(errand)

    def try_later(self, errand: Errand) -> None:
        """Once more, when all others were asked for."""
        self.later.append(replace(errand, is_again=True))

    def leave_out(self, keys: set[str]) -> None:
        """What was asked for at another time, and what was told then."""
        self.seen |= keys
        for row in (self.pages, self.files):
            kept = [errand for errand in row if key_for(str(errand.address)) not in keys]
            row.clear()
            row.extend(kept)
        self.left_out = [one for one in self.left_out if key_for(one.address) not in keys]

    def told(self) -> list[Skipped]:
        """What was left out since the last time."""
        told, self.left_out = self.left_out, []
        return told


def host_of(address: Address) -> str:
    """Without www, and with the port only if it is an unusual one."""
    port = "" if address.port in DEFAULT_PORTS.values() else f":{address.port}"
    return f"{address.host.lower().removeprefix('www.')}{port}"


def key_for(address: str) -> str:
    """One name for `http://www.elm.example/a/index.html` and `https://elm.example/a`."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    folder, _, name = path.rpartition("/")
    path = folder if START.fullmatch(name) else path.rstrip("/")
    asked = "&".join(sorted(f"{name}={value}" for name, value in parse_qsl(parts.query, keep_blank_values=True)))
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{'?' + asked if asked else ''}"


def is_trap(full: str) -> bool:
    """Addresses that grow with every step, and those that carry who is reading."""
    parts = urlsplit(full)
    steps = [step for step in parts.path.split("/") if step]
    if len(full) > LONGEST or len(steps) > MOST_STEPS or any(steps.count(step) > 2 for step in steps):
        return True
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    return len(names) > 4 or any(map(SESSION.fullmatch, names)) or ";jsessionid" in parts.path.lower()


def shapes(full: str) -> Iterator[tuple[str, int]]:
    """(what is the same of this and of others, how many of them are enough)."""
    parts = urlsplit(full)
    if which_page(full):
        return
    if parts.query:
        yield f"{parts.path}?", MOST_QUESTIONS
    if re.search(r"\d", parts.path) and not is_file(full):
        yield re.sub(r"\d+", "#", parts.path), MOST_ALIKE


def is_file(address: str) -> bool:
    return kinds.is_file(urlsplit(address).path)
