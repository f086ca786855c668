"""Redirects as pages come and go: none from an address where a page lives, one from every address that was a page's."""

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site


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
