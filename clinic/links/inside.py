"""Addresses of our own: which page a visitor comes to there."""

from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site

SITE_URLS = "clinic.urls.site"


def own_page(url: str) -> tuple[bool, Page | None]:
    """`(True, page)` for an address of our own, page None where there is none; `(False, None)` for one elsewhere."""
    if url.startswith("page:"):
        pk = url.removeprefix("page:")
        return True, Page.objects.filter(pk=pk).first() if pk.isdecimal() else None
    parts = parted(url)
    if parts is None or parts.netloc not in ("", urlsplit(settings.SITE_URL).netloc):
        return False, None
    return True, page_at(parts.path or "/")


def parted(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def page_at(path: str) -> Page | None:
    """The page a visitor comes to at `path` of the public site, also by a redirect; None when to none.

    What is no page but still there, such as the search, counts as the home page.
    """
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    request = get_dummy_request(path=path, site=site)
    try:
        if resolve(path, SITE_URLS).url_name != "wagtail_serve":
            return site.root_page
        return site.root_page.specific.route(request, [part for part in path.split("/") if part]).page
    except (Resolver404, Http404):
        redirect = redirect_at(request, path)
        return redirect.redirect_page if redirect else None


def redirect_at(request: HttpRequest, address: str) -> Redirect | None:
    """What leads on from this address, as a browser sends it. Staff type a space where it sends “%20”."""
    asked = Redirect.normalise_path(address, decode_unicode=False)
    typed = unquote(asked)
    return get_redirect(request, asked) or (get_redirect(request, typed) if typed != asked else None)
