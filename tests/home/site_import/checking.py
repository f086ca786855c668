"""Whether everything that the ledger of an old site says is among what a source has found."""

from urllib.parse import urljoin

from bs4 import BeautifulSoup

from faq.importing.outline.links import key_of
from faq.importing.reading.decoding import decoded
from home.site_import.sources.found import Found, Skipped
from tests.home.site_import.ledger import OldSite, Truth


class Brought:
    """What a source gave, to be asked for."""

    def __init__(self, source):
        self.everything = list(source.found())
        found = [one for one in self.everything if isinstance(one, Found)]
        self.skipped = {one.address: one.why for one in self.everything if isinstance(one, Skipped)}
        self.pages = {one.address: one for one in found if one.kind == "page" and not one.redirects_to}
        self.files = {one.address: one for one in found if one.kind == "file"}
        self.file_keys = {key_of(address) for address in self.files}
        self.ways = {one.address: one.redirects_to for one in found if one.redirects_to}
        self.ways |= {other: page.address for page in self.pages.values() for other in page.also}
        self.by_key = {key_of(address): page for address, page in self.pages.items()}
        self.ways_by_key = {key_of(address): to for address, to in self.ways.items()}

    def page(self, address: str) -> Found | None:
        return self.by_key.get(key_of(self.end_of(address)))

    def end_of(self, address: str) -> str:
        for _ in range(4):
            key = key_of(address)
            if key in self.by_key or key not in self.ways_by_key:
                break
            address = self.ways_by_key[key]
        return address

    def soup(self, page: Found) -> BeautifulSoup:
        return BeautifulSoup(decoded(page.data, page.name, markup=page.name.endswith(".html")), "html.parser")


def tidy(text: str) -> str:
    return " ".join(text.split())


def missing_from(
    brought: Brought, site: OldSite, addresses: list[str] | None = None, linked_only: bool = False
) -> list[str]:
    """A sentence for everything that is true of the site and not there. `addresses` are the only pages brought."""
    truths = [truth for address, truth in site.truths.items() if addresses is None or address in addresses]
    found = []
    for truth in truths:
        if linked_only and not truth.is_linked:
            continue
        page = brought.page(truth.address)
        found += missing_on(brought, page, truth, site, addresses is None) if page else [f"no page {truth.address}"]
    return found


def missing_on(brought: Brought, page: Found, truth: Truth, site: OldSite, whole: bool) -> list[str]:
    soup = brought.soup(page)
    words = tidy(soup.get_text(" "))
    found = [
        f"{truth.address} lacks “{words_}”"
        for words_ in (*truth.sentences, *truth.questions)
        if near(words_) not in near(words)
    ]
    anchors = {tidy(a.get_text(" ")): urljoin(page.address, a["href"]) for a in soup.find_all("a", href=True)}
    for words_, to in truth.links.items():
        meant = brought.end_of(anchors.get(words_, ""))
        if key_of(meant) != key_of(brought.end_of(to)):
            found.append(f"{truth.address}: “{words_}” leads to {meant}, not to {to}")
    if not whole:
        return found
    found += [f"{truth.address} lacks the file {file}" for file in truth.files if key_of(file) not in brought.file_keys]
    shown = {urljoin(page.address, image["src"]) for image in soup.find_all("img", src=True)}
    for address in truth.pictures:
        if not any(image in brought.files and is_of(image, address) for image in shown):
            found.append(f"{truth.address} lacks the picture {address}")
    return found


def is_of(image: str, full: str) -> bool:
    return image.rpartition(".")[0].startswith(full.rpartition(".")[0])


def near(words: str) -> str:
    return "".join(filter(str.isalnum, words))
