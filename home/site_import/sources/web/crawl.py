"""The source behind a web address: what its sitemap names and what its pages lead to."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from clinic.links.addresses import Address, NotAllowed, address_of, moved_to
from clinic.links.others_robots_txt import Robots
from clinic.links.visiting import Answer, NoAnswer, Visitor
from faq.importing.draft import Refused
from faq.importing.outline.links import which_page
from faq.importing.reading.page_head import head_of
from home.site_import.sources import kinds
from home.site_import.sources.found import FILE, PAGE, Found, Skipped
from home.site_import.sources.full_links import BASE, text_of, with_full_links
from home.site_import.sources.kinds import MEGABYTE
from home.site_import.sources.page_signs import NO_PAGES, kind_of_page, published_in, short_links_of
from home.site_import.sources.ways import links_of, way_on, words_of
from home.site_import.sources.web.answers import as_served, base_of, in_full, plain, why_not
from home.site_import.sources.web.fetching import Asker, Reply, is_move
from home.site_import.sources.web.frontier import Errand, Frontier, key_for
from home.site_import.sources.web.sitemaps import MOST_BYTES, named_in

MOST_PAGES = 2_000
MOST_FILES = 5_000
MOST_IN_ALL = 3 * 1024**3
MOST_SITEMAPS = 100
MOST_SILENT = 5
SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
ENOUGH = (
    "The website has more than was read: the first {pages:,} pages and {files:,} files came, and no more are taken."
)
GONE = "The website does not answer any more. What was found is kept; go on later."
TYPES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
}


class Memory(dict[str, str]):
    """What robots.txt files are remembered in while the crawl lasts."""

    def set(self, key: str, value: str, seconds: float) -> None:
        self[key] = value


class Crawl:
    """Each call of `found` goes on where the last one was closed."""

    def __init__(self, start: str, visitor: Visitor, kept: Iterable[Found | Skipped] = ()) -> None:
        self.start = start
        self.asker = Asker(visitor, Robots(visitor, Memory()))  # type: ignore[arg-type]
        self.kept = kept
        self.frontier: Frontier | None = None
        self.number = {PAGE: 0, FILE: 0}
        self.bytes = 0
        self.silent = 0
        # The start page, which was read to see where it leads.
        self.ready: dict[str, Reply] = {}
        # Of each page its address and what it said, so that a copy for printing is known as one.
        self.first: dict[str, tuple[str, str]] = {}

    def found(self) -> Iterator[Found | Skipped]:
        frontier = self.frontier or self.begin()
        self.frontier = frontier
        while errand := frontier.next():
            if self.is_enough():
                frontier.put_back(errand)
                yield Skipped(self.start, ENOUGH.format(pages=self.number[PAGE], files=self.number[FILE]))
                return
            one = self.visited(errand, frontier)
            if one is not None:
                yield one
            yield from frontier.told()

    def is_enough(self) -> bool:
        return self.number[PAGE] >= MOST_PAGES or self.number[FILE] >= MOST_FILES or self.bytes >= MOST_IN_ALL

    # How it begins

    def begin(self) -> Frontier:
        try:
            start = address_of(self.start)
            sitemaps = self.asker.greet(start)
            site = self.site_at(start)
            if site.origin != start.origin:
                sitemaps += self.asker.greet(site)
        except NotAllowed as why:
            raise Refused(f"{self.start} cannot be read. {why}") from None
        except NoAnswer as why:
            raise Refused(f"{self.start} could not be reached. {why}") from None
        frontier = Frontier(site)
        self.take_kept(frontier)
        if is_sitemap(start):
            sitemaps = [str(start)]
        else:
            frontier.take(str(start), str(start), 0)
            frontier.take(str(site), str(site), 0)
        self.take_sitemaps(sitemaps or [f"{site.origin}{path}" for path in SITEMAPS], frontier)
        return frontier

    def site_at(self, start: Address) -> Address:
        """Where the start address leads in the end, if it leads anywhere; it may be another host by now."""
        for _ in range(5):
            reply = self.asker.ask(start, kinds.MOST_OF_A_PAGE)
            if not is_move(reply.answer):
                break
            start = moved_to(start, reply.answer.location)
        if reply.answer.status >= 400:
            raise Refused(f"{self.start} cannot be read. {why_not(reply.answer)}")
        self.ready[key_for(str(reply.address))] = reply
        return reply.address

    def take_kept(self, frontier: Frontier) -> None:
        """What an earlier crawl has given counts as asked for; its links are followed."""
        had = set()
        for one in self.kept:
            had.add(key_for(one.address))
            if not isinstance(one, Found):
                continue
            self.number[one.kind] += 0 if one.redirects_to else 1
            self.bytes += len(one.data)
            if one.redirects_to:
                frontier.take(one.redirects_to, one.address, 1)
            if one.kind == PAGE and one.data:
                self.follow(text_of(one.data)[0], one.address, 1, frontier)
        frontier.leave_out(had)

    def take_sitemaps(self, waiting: list[str], frontier: Frontier) -> None:
        read: set[str] = set()
        while waiting and len(read) < MOST_SITEMAPS:
            place = waiting.pop(0)
            if place in read:
                continue
            read.add(place)
            try:
                address = address_of(place)
                reply = self.asker.ask(address, MOST_BYTES) if frontier.is_ours(address) else None
            except (NotAllowed, NoAnswer):
                continue
            if reply and is_move(reply.answer):
                waiting.append(reply.answer.location)
            elif reply and reply.answer.status == 200:
                named = named_in(reply.answer.body)
                waiting += named.sitemaps
                for page in named.pages:
                    frontier.take(page, place, 1)

    # One address

    def visited(self, errand: Errand, frontier: Frontier) -> Found | Skipped | None:
        address = str(errand.address)
        is_file = kinds.is_file(errand.address.target.partition("?")[0])
        most = kinds.MOST_OF_A_FILE if is_file else kinds.MOST_OF_A_PAGE
        try:
            reply = self.ready.pop(key_for(address), None) or self.asker.ask(errand.address, most + 1)
            self.silent = 0
        except NotAllowed as why:
            return Skipped(address, str(why))
        except NoAnswer as why:
            return self.no_answer(errand, str(why), frontier)
        if is_move(reply.answer):
            return self.way(address, reply.answer.location, errand)
        if reply.answer.status != 200:
            return Skipped(address, why_not(reply.answer))
        if len(reply.answer.body) > most:
            return Skipped(address, kinds.TOO_LARGE.format(most=most // MEGABYTE))
        return self.read(reply, errand)

    def no_answer(self, errand: Errand, why: str, frontier: Frontier) -> Skipped | None:
        """Once more at the end. A site that is silent all the time is left, so that a later crawl finds all of it."""
        self.silent += 1
        if self.silent >= MOST_SILENT:
            frontier.put_back(errand)
            self.silent = 0
            raise Refused(GONE)
        if errand.is_again:
            return Skipped(str(errand.address), why)
        frontier.try_later(errand)
        return None

    def way(self, address: str, to: str, errand: Errand) -> Found:
        """It only sends on; where to is asked for next."""
        if self.frontier:
            self.frontier.take(to, address, errand.depth, soon=True)
        return Found(address, kinds.name_for(address, ".html"), b"", redirects_to=urljoin(address, to))

    def read(self, reply: Reply, errand: Errand) -> Found | Skipped | None:
        address, answer = str(reply.address), reply.answer
        data = plain(answer.body)
        self.bytes += len(data)
        if not data.strip():
            return Skipped(address, kinds.EMPTY)
        ending = TYPES.get(answer.kind.partition(";")[0].strip().lower()) or kinds.ending_of(urlsplit(address).path)
        if ending in kinds.PICTURES | kinds.DOCUMENTS:
            self.number[FILE] += 1
            name = kinds.file_name(address)
            return Found(address, name if kinds.ending_of(name) else f"{name}{ending}", data, FILE)
        if ending in kinds.TEXTS:
            self.number[PAGE] += 1
            return Found(address, kinds.name_for(address, ending), data)
        if kinds.is_packed(data) or not kinds.is_web_page(data):
            return None if kinds.XML.match(data[:1024]) else Skipped(address, kinds.UNKNOWN)
        return self.page(data, answer, address, errand)

    def page(self, data: bytes, answer: Answer, address: str, errand: Errand) -> Found | Skipped:
        text, encoding = as_served(data, answer.kind)
        if self.frontier:
            self.follow(text, address, errand.depth + 1, self.frontier)
        base = base_of(text, address)
        if way := way_on(text):
            return self.way(address, urljoin(base, way), errand)
        if why := NO_PAGES.get(kind_of_page(text)):
            return Skipped(address, why)
        if original := self.original(text, address):
            return self.way(address, original, errand)
        self.number[PAGE] += 1
        asked = [str(errand.address)] if str(errand.address) != address else []
        return Found(
            address,
            kinds.name_for(address, ".html"),
            with_full_links(text, lambda href: in_full(href, base)).encode(encoding),
            published=published_in(text),
            kind_there=kind_of_page(text),
            also=(*asked, *short_links_of(text, urljoin(address, "/"))),
        )

    def follow(self, text: str, address: str, depth: int, frontier: Frontier) -> None:
        base = base_of(text, address)
        for href in links_of(text):
            frontier.take(href, base, depth)

    def original(self, text: str, address: str) -> str:
        """The page of which this is a copy: by its own word, if a question mark or nothing parts them; or by its name,
        where a server does not care for capitals."""
        said = hashlib.blake2b(words_of(text).encode(), digest_size=8).hexdigest()
        own, claim = key_for(address), head_of(BASE.sub("", text)).address
        first, words = self.first.setdefault(own.casefold(), (address, said))
        if first != address and words == said:
            return first
        if not claim or key_for(claim) == own or urlsplit(claim).hostname != urlsplit(address).hostname:
            return ""
        if key_for(claim) == own.partition("?")[0] and not which_page(address):
            return claim
        there, words = self.first.get(key_for(claim).casefold(), ("", ""))
        return there if words == said else ""


def is_sitemap(address: Address) -> bool:
    return bool(re.search(r"\.xml(?:\.gz)?$", address.target.partition("?")[0], re.IGNORECASE))
