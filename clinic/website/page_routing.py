"""A visitor's way to a page, in three queries however deep it lies. What is private is not there at all."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from clinic.pages.models import ClinicPage
from clinic.pages.tree import set_parent
from clinic.site.site_context import SiteContext
from clinic.site.until_content_changes import until_it_changes
from clinic.website.page_cache.serving import may_be_kept
from clinic.website.page_cache.store import LISTS


def visit(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's page view. Wagtail would find the page too, at one query a level and four for what is private."""
    try:
        found = route(request, path)
    except Http404:
        found = None
    request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    response = serve(request, path)
    # An address with empty parts shows the page too: there are as many of them as somebody likes to try.
    return may_be_kept(response, words_of(found.page)) if found and "//" not in request.path else response


def words_of(page: Page) -> int:
    """Whose words stand there, for the memory of pages: those of the page itself, or also of others."""
    return LISTS if page.specific_class.subpage_types else page.pk


def route(request: HttpRequest, path: str) -> RouteResult:
    """The wagtail.url_routing.RouteResult for the address `path`; Http404 where no visitor may come."""
    parts = [part for part in path.split("/") if part]
    site_context = SiteContext.of(request)
    if site_context.home.locale_id != site_context.site.root_page.locale_id or site_context.is_first_language:
        way = way_along(site_context.home, parts)
    else:  # nothing can be read in this language yet
        raise Http404
    page_type = way[-1].specific_class
    if page_type is None or not issubclass(page_type, ClinicPage) or not way[-1].live:
        raise Http404
    visited = until_it_changes(request, ("visited", page_type, site_context.language), page_type.for_visit)
    page = visited.get(pk=way[-1].pk)
    if page.is_private:
        raise Http404
    page.way, site_context.way = way[:-1], way
    set_parent(page, way[-2] if way[1:] else None)
    return page.route(request, parts[len(way) - 1 :])


def way_along(home: Page, parts: list[str]) -> list[Page]:
    """The pages from `home` as far down the address as there are any."""
    addresses = [home.url_path + "".join(f"{part}/" for part in parts[:end]) for end in range(1, len(parts) + 1)]
    found = {page.url_path: page for page in Page.objects.filter(url_path__in=addresses)} if parts else {}
    way = [home]
    for address in addresses:
        if address not in found:
            break
        way.append(found[address])
    return way
