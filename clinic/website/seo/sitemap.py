"""All public pages for search engines: when each changed, its pictures, the same page in other languages."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from clinic.archive.models import Edition
from clinic.pages.models import ClinicPage
from clinic.review.models import Review
from clinic.site.models import OverduePolicy
from clinic.site.site_context import SiteContext
from clinic.site.visibility import for_visitors
from clinic.website.page_cache.serving import may_be_kept
from clinic.website.page_cache.store import LISTS
from clinic.website.seo.pictures import pictures_on

# Search engines take 50,000 addresses a file; a short file is made quickly.
PAGES_A_FILE = 1000
XML = "application/xml"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: the pages, or where there are many the list of the files that hold them."""
    first = list(pages()[: PAGES_A_FILE + 1])
    if len(first) <= PAGES_A_FILE:
        return urlset(request, first, first)
    parts = Paginator(pages(), PAGES_A_FILE).page_range
    told = {"site_url": settings.SITE_URL, "parts": parts}
    return may_be_kept(render(request, "sitemap_index.xml", told, content_type=XML), LISTS)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """`/sitemap-2.xml`: the second thousand."""
    paginator = Paginator(pages(), PAGES_A_FILE)
    if number not in paginator.page_range:
        raise Http404
    part = list(paginator.page(number))
    return urlset(request, part, translations_of(part))


def urlset(request: HttpRequest, part: list[Page], family: list[Page]) -> HttpResponse:
    urls = [url for page in entries(part, family, request) for url in page]
    return may_be_kept(render(request, "sitemap.xml", {"urlset": urls}, content_type=XML), LISTS)


def pages() -> PageQuerySet:
    return for_visitors(Page.objects.filter(depth__gt=1)).select_related("locale").order_by("path")


def translations_of(part: list[Page]) -> list[Page]:
    keys = {page.translation_key for page in part}
    return list(for_visitors(Page.objects.filter(translation_key__in=keys)).select_related("locale"))


def entries(part: list[Page], family: list[Page], request: HttpRequest) -> Iterator[list[dict[str, Any]]]:
    """Yield for each page the list of its addresses, its own first, as dicts for the template."""
    changes, pictures, left_out = changes_of(part), pictures_on(part), overdue(part, request)
    languages = addresses_by_key(family, request)
    for page in part:
        if page.pk in left_out or not issubclass(page.specific_class or Page, ClinicPage):
            continue
        own = {"location": page.get_full_url(request), "lastmod": changes.get(page.pk, page.last_published_at)}
        own["images"] = [SiteContext.of(request).absolute(rendition.url) for rendition in pictures.get(page.pk, [])]
        own["alternates"] = alternates(languages[page.translation_key])
        yield [own, *inside(page, request)]


def changes_of(part: list[Page]) -> dict[int, datetime]:
    """`{page id: moment}` when what patients read there changed last: the words, their signature, or its end."""
    mine = Q(page__reviews__content_hash=F("content_hash"), page__reviews__outcome__in=Review.LETTING_LIVE)
    opened = Edition.objects.open().filter(page__in=part)
    found = opened.annotate(
        signed=Max("page__reviews__created_at", filter=mine), ended=Max("page__reviews__voided_at", filter=mine)
    )
    return {
        edition.page_id: max(filter(None, [edition.live_from, edition.signed, edition.ended]))
        for edition in found.only("page", "live_from").order_by()
    }


def overdue(part: list[Page], request: HttpRequest) -> set[int]:
    """Ids of pages that ask search engines to be left out because their check is overdue."""
    if SiteContext.of(request).details.overdue_policy != OverduePolicy.NOINDEX:
        return set()
    standing = Review.objects.approving().filter(page__in=part, page__editions__live_to=None)
    late = standing.filter(content_hash=F("page__editions__content_hash")).in_short().latest_by_page()
    return {review.page_id for review in late if review.next_due and review.next_due < timezone.localdate()}


def addresses_by_key(family: list[Page], request: HttpRequest) -> dict[Any, dict[str, str]]:
    """`{translation key: {language: full address}}`."""
    found: dict[Any, dict[str, str]] = {}
    for page in family:
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page.get_full_url(request)
    return found


def alternates(by_language: dict[str, str]) -> list[tuple[str, str]]:
    """`[(language, address)]`, itself included; empty for a page in one language only."""
    if len(by_language) < 2:
        return []
    default = by_language.get(settings.LANGUAGE_CODE)
    return [*sorted(by_language.items()), *([("x-default", default)] if default else [])]


def inside(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """Addresses of the lists inside a page. Wagtail’s way costs a query a page, so only these are asked."""
    if page.specific_class.get_sitemap_urls is Page.get_sitemap_urls:
        return []
    return page.specific.get_sitemap_urls(request)[1:]
