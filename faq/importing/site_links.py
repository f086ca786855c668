"""Where the addresses in a document lead on our own site: `/services/` becomes a link to our services page."""

import re
from functools import cached_property
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from faq.importing.draft import Draft, Ledger, Statement, Table
from faq.importing.outline.links import SERVICES, calls_to_services, leads_to_services, path_of
from faq.importing.words import glimpse, tidy
from faq.models import FaqIndexPage

# The only form in which a link leaves the outlining.
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


class OwnPages:
    """The pages of the site that `index` belongs to. `host` is the web site a document was saved from, if known."""

    def __init__(self, index: FaqIndexPage, host: str = "") -> None:
        self.site, self.host = index.get_site(), bare(host)
        self.found: dict[tuple[str, bool], Page | None] = {}

    @cached_property
    def hosts(self) -> set[str]:
        ours = {bare(self.site.hostname), bare(urlsplit(settings.SITE_URL).hostname)}
        return ours | {self.host} if self.host else ours

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
        host = bare(urlsplit(href).hostname)
        if leads_to_services(href) and (not host or host in self.hosts or not self.host or calls_to_services(words)):
            return self.services_page
        return self.at(path_of(href)) if path_of(href) and (not host or host in self.hosts) else None

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

    def is_service(self, page: Page) -> bool:
        return self.services_page is not None and page.path.startswith(self.services_page.path)


def bare(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")


def lead_home(draft: Draft, own: OwnPages) -> list[Page]:
    """Turn links to our own pages into page links, in place. Return the services among them, in reading order."""
    services: dict[int, Page] = {}

    def turned(html: str) -> str:
        return LINK.sub(lambda found: turn(found, own, draft.ledger, services), html)

    for question in draft.questions:
        for part in question.parts:
            if isinstance(part, Statement):
                part.html = turned(part.html)
            elif isinstance(part, Table):
                part.rows = [[turned(cell) for cell in row] for row in part.rows]
    return list(services.values())


def turn(found: re.Match[str], own: OwnPages, ledger: Ledger, services: dict[int, Page]) -> str:
    """One link: to our page, left as it is, or only its words if it leads nowhere."""
    href, words = unescape(found[1]), tidy(unescape(re.sub(r"<[^>]+>", "", found[2])))
    page = own.page_for(href, words)
    if page:
        note_move(href, words, page, ledger)
        if own.is_service(page):
            services[page.pk] = page
        return f'<a linktype="page" id="{page.pk}">{found[2]}</a>'
    if urlsplit(href).scheme or href.startswith("//"):
        return found[0]
    ledger.drop(f"the link on {glimpse(words)}", f"this site has no page for {href[:80]}; the words were kept")
    return found[2]


def note_move(href: str, words: str, page: Page, ledger: Ledger) -> None:
    if urlsplit(href).hostname:
        ledger.note(f"The link on {glimpse(words)} ({href[:100]}) now leads to our page “{page.title}”.")
