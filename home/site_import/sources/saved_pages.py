"""A folder or zip of saved pages: copies of whole sites by wget or HTTrack, pages saved one by one in a browser."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from faq.importing.draft import Refused
from faq.importing.folder import FOLDER
from faq.importing.outline.links import bare_host, key_of
from faq.importing.reading.page_head import head_of
from home.site_import.sources import kinds
from home.site_import.sources.file_addresses import Finder, places_for
from home.site_import.sources.found import FILE, Found, Skipped
from home.site_import.sources.full_links import BASE, text_of, with_full_links
from home.site_import.sources.kinds import MEGABYTE
from home.site_import.sources.no_pages import FOR_PROGRAMS, full_picture, why_no_page
from home.site_import.sources.page_signs import NO_PAGES, kind_of_page, published_in, short_links_of
from home.site_import.sources.trees import Entry, Tree, Unreadable
from home.site_import.sources.ways import say_the_same, way_on

ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
MADE_BY_HTTRACK = re.compile(r"local index - httrack|name=\"generator\" content=\"httrack", re.IGNORECASE)
NOTHING_HERE = "There are no saved pages in “{name}”."
ONLY_PROGRAMS = (
    "In “{name}” are the programs that make the website's pages, not the pages. Save the pages with a browser, "
    "make an export, or give the website's address."
)
OTHER_SITE = "It belongs to another website that was copied along."
PROGRAMS = "{number} of its files are programs that made the website's pages; no words were looked for in them."
COPIES = re.compile(r"(.+)(?:_files|_archivos|-dateien|_fichiers|_bestanden|\.files)/", re.IGNORECASE)


@dataclass
class Page:
    """What the first look at a page keeps: where it is, what it says its address is, where it sends readers on."""

    path: str
    claim: str = ""
    way: str = ""
    base: str = ""
    address: str = ""
    copy_of: str = ""
    is_second: bool = False


@dataclass
class Copy:
    """All that was found at the first look."""

    pages: dict[str, Page] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    files: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    programs: int = 0


class SavedPages:
    def __init__(self, tree: Tree, base_url: str = "") -> None:
        self.tree = tree
        self.base_url = base_url

    def found(self) -> Iterator[Found | Skipped]:
        copy = self.first_look()
        if not copy.pages and not copy.texts:
            raise Refused((ONLY_PROGRAMS if copy.programs else NOTHING_HERE).format(name=self.tree.name))
        claims = {page.path: page.claim for page in copy.pages.values() if page.claim}
        self.places = places_for(sorted([*copy.pages, *copy.texts]), claims, self.base_url, self.tree.name)
        self.finder = Finder([*copy.pages, *copy.texts, *(file.path for file in copy.files)])
        self.pages = copy.pages
        self.settle_addresses()
        for path in sorted([*copy.pages, *copy.texts], key=lambda path: (path.count("/"), path)):
            one = self.text(path) if path in copy.texts else self.page(copy.pages[path])
            if one is not None:
                yield one
        yield from (self.file(entry) for entry in copy.files if self.full_file(entry.path) == entry.path)
        yield from (Skipped(self.places.address_of(one.address), one.why) for one in copy.skipped)
        if copy.programs:
            yield Skipped(self.places.address_of(self.tree.name), PROGRAMS.format(number=f"{copy.programs:,}"))

    # The first look

    def first_look(self) -> Copy:
        copy = Copy()
        entries = list(self.tree.entries())
        paths = {entry.path for entry in entries if isinstance(entry, Entry)}
        for entry in entries:
            if isinstance(entry, Skipped):
                copy.skipped.append(entry)
            elif not kinds.is_look(entry.path):
                try:
                    self.look_at(entry, copy, paths)
                except Unreadable as why:
                    copy.skipped.append(Skipped(entry.path, str(why)))
        return copy

    def look_at(self, entry: Entry, copy: Copy, paths: set[str]) -> None:
        path = entry.path
        if kinds.is_film(path):
            copy.skipped.append(Skipped(path, kinds.FILM))
        elif kinds.ending_of(path) in kinds.WEB_ARCHIVES:
            copy.skipped.append(Skipped(path, kinds.WEB_ARCHIVE))
        elif kinds.is_file(path):
            copy.files.append(entry)
        elif not entry.size:
            copy.skipped.append(Skipped(path, kinds.EMPTY))
        elif entry.size > kinds.MOST_OF_A_PAGE:
            copy.skipped.append(Skipped(path, kinds.TOO_LARGE.format(most=kinds.MOST_OF_A_PAGE // MEGABYTE)))
        elif kinds.ending_of(path) in kinds.TEXTS:
            copy.texts.append(path)
        else:
            self.look_inside(path, copy, paths)

    def look_inside(self, path: str, copy: Copy, paths: set[str]) -> None:
        data = self.tree.read(path, kinds.MOST_OF_A_PAGE)
        if kinds.is_program(data) and kinds.ending_of(path) in kinds.PROGRAMS:
            copy.programs += 1
        elif not kinds.is_web_page(data):
            if kinds.ending_of(path) in kinds.PROGRAMS:
                copy.programs += 1
            elif not kinds.XML.match(data[:1024]):
                copy.skipped.append(Skipped(path, kinds.UNKNOWN))
        else:
            text, _ = text_of(data)
            if not MADE_BY_HTTRACK.search(text[:4000]) and not self.is_beside_a_page(path, paths):
                copy.pages[path] = first_look_at(path, text)

    def is_beside_a_page(self, path: str, paths: set[str]) -> bool:
        """An advert or a map that a browser saved with a page, `About_files/saved_resource.html`; not its frames."""
        if not (found := COPIES.match(path)):
            return False
        page = next((f"{found[1]}{ending}" for ending in (".html", ".htm") if f"{found[1]}{ending}" in paths), "")
        return bool(page) and b"<frameset" not in self.tree.read(page, kinds.MOST_OF_A_PAGE).lower()

    # Which address each page has

    def settle_addresses(self) -> None:
        """A page's own word is taken, unless several say the same of themselves and say different things else."""
        claimed: dict[str, list[Page]] = defaultdict(list)
        for page in self.pages.values():
            page.address = self.places.address_of(page.path)
            page.claim = self.as_the_site_writes(page)
            if page.claim:
                claimed[key_of(page.claim)].append(page)
        for key, pages in claimed.items():
            pages.sort(key=lambda page: (bool(page.way), key_of(page.address) != key, page.path.count("/"), page.path))
            pages[0].address = pages[0].claim
            for other in pages[1:]:
                if other.way:
                    other.address = other.claim
                elif self.are_alike(other, pages[0]):
                    other.copy_of = pages[0].path
        self.settle_seconds()

    def settle_seconds(self) -> None:
        """`index.htm` and `index.html` of one folder: one of the two, or both, each under its own name."""
        first: dict[str, Page] = {}
        for page in sorted(self.pages.values(), key=lambda page: (bool(page.way), bool(page.copy_of), page.path)):
            if page.address not in first:
                first[page.address] = page
            elif page.way or page.copy_of or self.are_alike(page, first[page.address]):
                page.is_second = True
            else:
                page.address = self.places.address_of(page.path, named=True)

    def as_the_site_writes(self, page: Page) -> str:
        """What the page says of itself, with the site's https and `www.`, "" if that is elsewhere."""
        base = urlsplit(self.places.base_for(page.path))
        if base.hostname == FOLDER or not page.claim:
            return page.claim
        if bare_host(page.claim) != bare_host(base.geturl()):
            return ""
        return urlsplit(page.claim)._replace(scheme=base.scheme, netloc=base.netloc).geturl()

    def are_alike(self, one: Page, other: Page) -> bool:
        try:
            texts = [text_of(self.tree.read(page.path, kinds.MOST_OF_A_PAGE))[0] for page in (one, other)]
        except Unreadable:
            return False
        return say_the_same(*texts)

    # What is given

    def page(self, page: Page) -> Found | Skipped | None:
        why = OTHER_SITE if self.places.is_elsewhere(page.path) else why_no_page(page.address)
        if why or page.is_second:
            return Skipped(page.address, why) if why and why != FOR_PROGRAMS else None
        try:
            data = self.tree.read(page.path, kinds.MOST_OF_A_PAGE)
        except Unreadable as error:
            return Skipped(page.address, str(error))
        text, encoding = text_of(data)
        name = kinds.name_for(page.address, ".html")
        way = self.full(page.way, page) if page.way else ""
        on = way or (self.pages[page.copy_of].address if page.copy_of else "")
        if on and on != page.address:
            return Found(page.address, name, b"", redirects_to=on)
        kind = kind_of_page(text)
        if kind in NO_PAGES:
            return Skipped(page.address, NO_PAGES[kind])
        written = with_full_links(text, lambda href: self.full(href, page))
        return Found(
            page.address,
            name,
            written.encode(encoding),
            published=published_in(text),
            kind_there=kind,
            also=self.also(text, page),
        )

    def also(self, text: str, page: Page) -> tuple[str, ...]:
        """By its number, and by the place at which it lies here."""
        place = self.places.address_of(page.path)
        others = [*short_links_of(text, self.places.base_for(page.path))]
        others += [place] if key_of(place) != key_of(page.address) else []
        return tuple(other for other in others if other != page.address)

    def text(self, path: str) -> Found | Skipped:
        address = self.places.address_of(path)
        try:
            data = self.tree.read(path, kinds.MOST_OF_A_PAGE)
        except Unreadable as why:
            return Skipped(address, str(why))
        return Found(address, kinds.name_for(address, kinds.ending_of(path)), data)

    def file(self, entry: Entry) -> Found | Skipped:
        address = self.places.address_of(entry.path)
        if not entry.size:
            return Skipped(address, kinds.EMPTY)
        if entry.size > kinds.MOST_OF_A_FILE:
            return Skipped(address, kinds.TOO_LARGE.format(most=kinds.MOST_OF_A_FILE // MEGABYTE))
        try:
            data = self.tree.read(entry.path, kinds.MOST_OF_A_FILE)
        except Unreadable as why:
            return Skipped(address, str(why))
        return Found(address, kinds.file_name(address), data, FILE)

    def full_file(self, path: str) -> str:
        """Of pictures that lie there in several sizes, the largest."""
        return full_picture(path, self.finder.paths)

    def full(self, href: str, page: Page) -> str:
        """The old address behind a link of the page: of the file that it leads to here, else as a browser counts."""
        if not href or href.startswith("#") or ABSOLUTE.match(href):
            return self.full_size(href, page)
        place = self.places.address_of(page.path)
        try:
            if href.startswith("//"):
                return urljoin(place, href)
            if page.base and not href.startswith("/"):
                return urljoin(page.base, href)
            path = self.finder.file_for(href, page.path.rpartition("/")[0], self.places.root_for(page.path))
            fragment = urlsplit(href).fragment
        except ValueError:
            return href
        if not path:
            return urljoin(place, href)
        path = self.full_file(path)
        address = self.pages[path].address if path in self.pages else self.places.address_of(path)
        return f"{address}#{fragment}" if fragment else address

    def full_size(self, href: str, page: Page) -> str:
        """The largest size of one of the site's own pictures, where the page names it in full."""
        base, root = self.places.base_for(page.path), self.places.root_for(page.path)
        if not href.startswith(base):
            return href
        path = self.finder.file_for(href.removeprefix(base), root, root)
        return self.places.address_of(self.full_file(path)) if path and kinds.is_file(path) else href


def first_look_at(path: str, text: str) -> Page:
    base = re.search(r"<base\b[^<>]*\bhref\s*=\s*[\"']?(https?://[^\s\"'<>]+)", text[:50_000], re.IGNORECASE)
    return Page(path, head_of(BASE.sub("", text)).address, way_on(text), base[1] if base else "")
