"""What an address answers at which no page lives any more: the way on in one step, or a plain word that it is gone."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from clinic.links.inside import redirect_at
from clinic.pages.models import Withdrawal
from clinic.site.visibility import chosen_for_visitors

GONE = 410
# Nobody needs more redirects in a row than this; one that leads in a circle never ends.
MOST_STEPS = 10


class OldAddresses(MiddlewareMixin):
    """Answers for addresses that were a page's once. Stands in for Wagtail's own redirects, which may loop.

    Where a visitor is sent is worked out when they come: however often pages were renamed, swapped and withdrawn,
    it is one step, and never back to the address they asked for. What somebody typed or imported leads away from no
    address at which it is told that a page was withdrawn; what follows from another page that lived there since, does.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return response if response.status_code != 404 else answer_at(request) or response


def answer_at(request: HttpRequest) -> HttpResponse | None:
    """The response for an address where nothing was found; None when it never was anything."""
    asked = request.get_full_path()
    path = urlsplit(Redirect.normalise_path(asked, decode_unicode=False)).path
    redirect = redirect_at(request, asked) or (redirect_at(request, path) if request.GET else None)
    withdrawn = Withdrawal.objects.told().filter(path=path, site=Site.find_for_request(request)).first()
    if withdrawn and not (redirect and redirect.automatically_created):
        return answer_for(withdrawn.page, request, path)
    redirect = last_redirect(request, redirect)
    if redirect and redirect.redirect_page_id:
        return answer_for(redirect.redirect_page, request, path, redirect)
    return send_on(redirect.redirect_link, request, path, redirect.is_permanent) if redirect else None


def last_redirect(request: HttpRequest, redirect: Redirect | None) -> Redirect | None:
    """Where one leads to an address that is itself redirected, the last in the row."""
    for _ in range(MOST_STEPS):
        if redirect is None or not redirect.redirect_link.startswith("/"):
            return redirect
        following = redirect_at(request, redirect.redirect_link)
        if following is None:
            return redirect
        redirect = following
    return None


def answer_for(page: Page, request: HttpRequest, path: str, redirect: Redirect | None = None) -> HttpResponse | None:
    """The response at `path`, which is or was an address of `page`."""
    place, withdrawal = where_now(page)
    if withdrawal:
        return gone(withdrawal, request)
    if not place.live or place.get_view_restrictions():
        return None
    link = redirect.link if redirect and place.pk == page.pk else place.specific_deferred.url
    return send_on(link, request, path, redirect.is_permanent if redirect else True)


def where_now(page: Page) -> tuple[Page, Withdrawal | None]:
    """`(page, None)` for the page to send visitors of `page` to, `(page, withdrawal)` for one that is simply gone."""
    seen = set()
    while page.pk not in seen:
        seen.add(page.pk)
        withdrawal = None if page.live else Withdrawal.objects.told().of(page).select_related("target").first()
        if withdrawal is None or not withdrawal.leads_on:
            return page, withdrawal
        page = withdrawal.target
    return page, None


def send_on(link: str, request: HttpRequest, path: str, is_permanent: bool) -> HttpResponse | None:
    """A redirect, unless it would lead to the address that was asked for."""
    if not link or same_place(link, request, path):
        return None
    return HttpResponsePermanentRedirect(link) if is_permanent else HttpResponseRedirect(link)


def same_place(link: str, request: HttpRequest, path: str) -> bool:
    parts = urlsplit(link)
    here = parts.netloc in ("", request.get_host())
    return here and Redirect.normalise_path(parts.path or "/") == Redirect.normalise_path(path)


TOLD: dict[str, str] = {
    Withdrawal.How.NO_LONGER_TRUE: "clinic/no_longer_true.html",
    Withdrawal.How.PAUSED: "clinic/paused.html",
    Withdrawal.How.OVERDUE: "clinic/review_overdue.html",
    Withdrawal.How.EXPIRED: "clinic/expired.html",
}


def gone(withdrawal: Withdrawal, request: HttpRequest) -> HttpResponse | None:
    """Status 410: why, with its title and where to go; or only that it is gone."""
    page = withdrawal.page.specific
    if page.get_view_restrictions():
        return None
    template = TOLD.get(withdrawal.how)
    if template is None:
        return render(request, "clinic/gone.html", status=GONE)
    context = {"title": page.title, "withdrawal": withdrawal, "ways_on": ways_on(withdrawal, page)}
    return render(request, template, context, status=GONE)


def ways_on(withdrawal: Withdrawal, page: Page) -> list[Page]:
    """Pages that may help instead: the one chosen for it first, then those the page itself led to."""
    chosen = chosen_for_visitors([withdrawal.target_id] if withdrawal.target_id else [], Page.objects)
    return list({way.pk: way for way in [*chosen, *page.ways_on()]}.values())
