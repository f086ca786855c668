"""Where the addresses in a document lead on our own site: `/services/` becomes a link to our services page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from faq.imported_sources import IMPORTED
from faq.importing.draft import Attachment, Draft, Ledger
from faq.importing.folder import FOLDER
from faq.importing.outline.links import (
    SERVICES,
    bare_host,
    calls_to_services,
    is_some_other_page,
    key_of,
    leads_to_services,
    path_of,
    which_page,
)
from faq.importing.words import glimpse, tidy

OLD_LINK = "The link on {words} leads to the old site ({href}) and ends with it: no page here came from there."
# The only form in which a link leaves the outlining.
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


# Pages by the key of the address they came from (see `key_of`), or of a place in it, with `#name` behind it.
Known = Mapping[str, Page]
# Gives the file of the old site with this key, if there is one that the document library takes.
FileOf = Callable[[str], Attachment | None]


class OwnPages:
    """The pages of the site that `parent` belongs to, and those that came from the same old site as the document.

    `address` is where the document was saved from, "" if unknown; `known` are pages of this very import.
    """

    def __init__(
        self, parent: Page, address: str = "", known: Known | None = None, file_of: FileOf | None = None
    ) -> None:
        self.site, self.host, self.known = parent.get_site(), bare_host(address), known or {}
        self.file_of = file_of
        self.found: dict[tuple[str, bool], Page | None] = {}
        self.asked: set[str] = set()

    @cached_property
    def hosts(self) -> set[str]:
        return {bare_host(f"//{self.site.hostname}"), bare_host(settings.SITE_URL), self.host} - {""}

    @cached_property
    def services_page(self) -> Page | None:
        return self.at(SERVICES)

    def page_for(self, href: str, words: str) -> Page | None:
        """Our page behind a document's link, or None."""
        key = (href, calls_to_services(words))
        if key not in self.found:
            self.found[key] = self.look_up(href, words)
        return self.found[key]

    def look_up(self, href: str, words: str) -> Page | None:
        host = bare_host(href)
        if self.key(href) in self.known:
            return self.came_from(href)
        if leads_to_services(href) and (not host or host in self.hosts or not self.host or calls_to_services(words)):
            return self.services_page
        if not path_of(href) or (host and host not in self.hosts):
            return None
        return self.came_from(href) or (self.at_question(href) if is_some_other_page(href) else self.at(path_of(href)))

    def came_from(self, href: str) -> Page | None:
        """The page that was imported from this address."""
        key = self.key(href)
        within = f"{key}#{place_in(href)}"
        self.asked |= {key, within} if place_in(href) else {key}
        if within in self.known or key in self.known or not key:
            return self.known.get(within) or self.known.get(key)
        came = Q(data__address=key) | Q(data__also__contains=[key])
        pages = PageLogEntry.objects.filter(came, action=IMPORTED).order_by("-pk").values("page")
        return Page.objects.descendant_of(self.site.root_page).filter(pk__in=pages).order_by("pk").first()

    def place_at(self, page: Page, href: str) -> str:
        """The question of an imported page that stands where the link led within the old one, "" for none."""
        name = place_in(href)
        if not name or not page.pk:
            return ""
        entry = PageLogEntry.objects.filter(page=page.pk, action=IMPORTED, data__has_key="places").order_by("pk").last()
        return entry.data["places"].get(name, "") if entry else ""

    def key(self, href: str) -> str:
        """The name of an address on the old site, "" for mail and phone and where nobody knows which site that is."""
        if not path_of(href) or not (self.host or bare_host(href)):
            return ""
        return key_of(href if bare_host(href) else f"http://{self.host}{href}")

    def file_at(self, href: str) -> Attachment | None:
        key = self.key(href)
        return self.file_of(key) if self.file_of and key else None

    def at_question(self, href: str) -> Page | None:
        """`?p=12` is a page of its own: by a redirect that names it, else by its path unless that says nothing."""
        parts = urlsplit(href)
        asked = Redirect.normalise_path(f"{parts.path or '/'}?{parts.query}")
        redirect = Redirect.objects.filter(old_path=asked, redirect_page__isnull=False).first()
        if redirect:
            return redirect.redirect_page
        return None if path_of(href) == "/" or which_page(href) else self.at(path_of(href))

    def at(self, path: str) -> Page | None:
        """By path, by a redirect from it, else by its last part if only one page is called that."""
        if path == "/":
            return self.site.root_page
        pages = Page.objects.descendant_of(self.site.root_page)
        same_path = pages.filter(url_path=self.site.root_page.url_path.rstrip("/") + path)
        redirect = Redirect.objects.filter(old_path=path.rstrip("/"), redirect_page__isnull=False).first()
        same_name = pages.filter(slug=path.rstrip("/").rsplit("/", 1)[-1])[:2]
        return same_path.first() or (redirect and redirect.redirect_page) or (
            same_name[0] if len(same_name) == 1 else None
        )  # fmt: skip

    def is_old_site(self, href: str) -> bool:
        return bool(self.host) and self.host != FOLDER and bare_host(href) == self.host

    def is_service(self, page: Page) -> bool:
        return self.services_page is not None and page.path.startswith(self.services_page.path)


def lead_home(draft: Draft, own: OwnPages, places: Mapping[str, str]) -> list[Page]:
    """Turn links to our own pages into page links, in place. Return the services among them, in reading order.

    `places` are those of the page to be, by the names that the document has for them.
    """
    services: dict[int, Page] = {}

    def turned(html: str) -> str:
        return LINK.sub(lambda found: turn_within(found, places) or turn(found, own, draft, services), html)

    draft.rewrite(turned)
    return list(services.values())


def turn_within(found: re.Match[str], places: Mapping[str, str]) -> str:
    """One link to a place of the page itself, only its words if the page will have none; "" for any other link."""
    href = unescape(found[1])
    if not href.startswith("#"):
        return ""
    place = places.get(place_in(href))
    return f'<a href="#{place}">{found[2]}</a>' if place else found[2]


def turn(found: re.Match[str], own: OwnPages, draft: Draft, services: dict[int, Page]) -> str:
    """One link: to our page, to a file that comes along, left as it is, or only its words if it leads nowhere."""
    href, words = unescape(found[1]), tidy(unescape(re.sub(r"<[^>]+>", "", found[2])))
    if attachment := own.file_at(href):
        draft.attached[href] = replace(attachment, title=words)
        return found[0]
    page = own.page_for(href, words)
    if page:
        note_move(href, words, page, draft.ledger)
        if own.is_service(page):
            services[page.pk] = page
        place = own.place_at(page, href)
        within = f' place="{place}"' if place else ""
        return f'<a linktype="page" id="{page.pk}"{within}>{found[2]}</a>'
    if own.is_old_site(href):
        draft.ledger.note(OLD_LINK.format(words=glimpse(words), href=href[:200]))
    if (urlsplit(href).scheme or href.startswith("//")) and bare_host(href) != FOLDER:
        return found[0]
    draft.ledger.drop(f"the link on {glimpse(words)}", f"this site has no page for {href[:80]}; the words were kept")
    return found[2]


def place_in(href: str) -> str:
    return unquote(urlsplit(href).fragment)


def note_move(href: str, words: str, page: Page, ledger: Ledger) -> None:
    if bare_host(href) not in {"", FOLDER}:
        ledger.note(f"The link on {glimpse(words)} ({href[:100]}) now leads to our page “{page.title}”.")
