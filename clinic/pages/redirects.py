"""Redirects as pages come and go: none from an address where a page lives, one from every address that was a page's."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from clinic.pages.models import Withdrawal

LIVED_IN = "“{}” is the address of the page “{}”, so patients would not be led on from there. Rename or move that page."
WITHDRAWN = (
    "“{}” is the address of the page “{}”, which was withdrawn: patients read there why. Withdraw it with another page "
    "that takes its place, and they are led to that."
)


def drop_own(page: Page) -> None:
    """Drop redirects from addresses where `page` or one below it lives now: they would come to life again as loops."""
    for site_id, root_path, *_ in Site.get_site_root_paths():
        if page.url_path.startswith(root_path):
            root = root_path.rstrip("/")
            drop_below(root, page.url_path[len(root) :].rstrip("/"), site_id)


def drop_below(root: str, path: str, site_id: int) -> None:
    at_or_below = Q(old_path=path or "/") | Q(old_path__startswith=f"{path}/")
    redirects = Redirect.objects.filter(at_or_below, Q(site=site_id) | Q(site=None))
    places = {redirect.pk: place_of(redirect.old_path, root) for redirect in redirects}
    lived_in = set(Page.objects.live().filter(url_path__in=places.values()).values_list("url_path", flat=True))
    Redirect.objects.filter(pk__in=[pk for pk, place in places.items() if place in lived_in]).delete()


def place_of(path: str, root: str) -> str:
    """The url_path that a page at this address has; `root` is that of the site's home page, without its last slash."""
    return f"{root}{path.rstrip('/')}/"


def lead_from(path: str, page: Page) -> None:
    """Lead an address that once was `page`'s own to where it lives now, unless another page lives there."""
    site_id, _, own_path = page.get_url_parts()
    root = next(found.root_path for found in Site.get_site_root_paths() if found.site_id == site_id).rstrip("/")
    taken = Page.objects.live().filter(url_path=place_of(path, root)).exists()
    if not taken and Redirect.normalise_path(own_path) != path:
        Redirect.objects.update_or_create(
            old_path=path, site_id=site_id, defaults={"redirect_page_id": page.pk, "automatically_created": True}
        )


def refuse_address_of_page(old_path: str) -> None:
    """Validator of what somebody types or imports: from the address of a page nothing else leads away."""
    path = urlsplit(Redirect.normalise_path(old_path)).path
    if withdrawn := Withdrawal.objects.told().filter(path=path).first():
        raise ValidationError(WITHDRAWN.format(path, withdrawn.page.title))
    if page := page_at(path):
        raise ValidationError(LIVED_IN.format(path, page.title))


def page_at(path: str) -> Page | None:
    """The live page at this address, in whatever language."""
    site = Site.objects.select_related("root_page").first()
    homes = site.root_page.get_translations(inclusive=True) if site else []
    places = []
    for home in homes:
        above = urlsplit(home.url or "").path.rstrip("/")
        if path == above or path.startswith(f"{above}/"):
            places.append(place_of(path[len(above) :], home.url_path.rstrip("/")))
    return Page.objects.live().filter(url_path__in=places).first()


def in_words(redirect: Redirect) -> str:
    """As in: /old → /faq/."""
    page = redirect.redirect_page
    return f"{redirect.old_path} → {(page.full_url or str(page)) if page else redirect.redirect_link or 'nothing'}"
