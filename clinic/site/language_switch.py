"""The way from a page to the same page in another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.models import Page, Site

if TYPE_CHECKING:
    from clinic.site.site_context import SiteContext


@dataclass(frozen=True)
class OtherLanguage:
    """`name` in the language itself. `same_page`: the link leads to this very page; else to `page`, above it."""

    code: str
    name: str
    url: str
    full_url: str
    same_page: bool
    page: object = None

    @property
    def is_rtl(self) -> bool:
        return translation.get_language_info(self.code)["bidi"]


def other_languages(context: SiteContext) -> list[OtherLanguage]:
    """An OtherLanguage for each language in which the site can be read, in the order of the settings."""
    found = (in_language(context, code, name) for code, name in settings.LANGUAGES if code != context.language)
    return [other for other in found if other]


def in_language(context: SiteContext, code: str, name: str) -> OtherLanguage | None:
    """The visited page in the language `code`, or the nearest above it; None when the language has no home page."""
    pages = context.elsewhere.get(code, {})
    way = [context.site.root_page, *context.way]
    lands = next((pages[page.translation_key] for page in reversed(way) if page.translation_key in pages), None)
    if lands is None:
        return None
    same = own_address(context, code) or page_address(context, code, lands, way[-1])
    address = same or address_of(lands, context.request)
    return OtherLanguage(code, name, address, context.site.root_url + address, bool(same), lands)


def own_address(context: SiteContext, code: str) -> str | None:
    """In the language `code` the address of a page that is in no tree, such as the search; else None."""
    match = context.request.resolver_match
    if match is None or match.kwargs or match.args or match.url_name in (None, "wagtail_serve"):
        return None
    try:
        with translation.override(code):
            return reverse(match.url_name)
    except NoReverseMatch:
        return None


def page_address(context: SiteContext, code: str, lands: Page, visited: Page) -> str | None:
    """The address of `lands` if it is the visited page in the language `code`, with what goes beyond it; else None."""
    is_found = context.way and lands.translation_key == visited.translation_key
    if not is_found or (context.beyond and code not in context.beyond):
        return None
    return address_of(lands, context.request) + context.beyond.get(code, "")


def address_of(page: Page, request: HttpRequest) -> str:
    """The page's address. A process that started before a language had a home page learns of it here."""
    address = page.get_url(request)
    if address is None:
        Site.clear_site_root_paths_cache()
        address = page.get_url()  # the request still remembers the time before
    return address or "/"


def alternates(context: SiteContext) -> list[tuple[str, str]]:
    """`[(language, full address)]` of the visited page, itself included, and ("x-default", …) for everybody else.

    Empty where it is in one language only.
    """
    others = {other.code: other.full_url for other in context.other_languages if other.same_page} if context.way else {}
    if not others:
        return []
    here = context.site.root_url + context.request.path
    known = {code: others.get(code, here) for code, _ in settings.LANGUAGES if code in {context.language, *others}}
    return [*known.items(), ("x-default", known.get(settings.LANGUAGE_CODE, here))]
