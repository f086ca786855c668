"""Where our pages lead to: links in text, pages that were chosen, films, and the sources of what is said."""

from collections.abc import Iterator

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.checks.proofread import Proofread
from clinic.content.references import mentions
from clinic.content.streams import leaves
from clinic.links.inside import own_page
from clinic.links.models import ADDRESS_LENGTH, LinkUse, WatchedLink
from clinic.review.content_hash import snippets_shown
from clinic.site.models import ClinicDetails

BOOKING = "Clinic details: booking link"
WATCHED = ("http://", "https://", "/", "page:")


def note_links(page: Page) -> None:
    """Bring the record of where `page` leads to up to date. A page that is not public leads nobody anywhere."""
    keep(page, links_of(page) if page.live else [])


def note_details(details: ClinicDetails) -> None:
    """The same for the clinic's details, which every page shows."""
    keep(None, [(details.booking_url, BOOKING)] if details.booking_url else [])


def note_everything() -> None:
    """For the first time, and should anything have been missed: every page, then the details."""
    for page in Page.objects.live().specific().iterator():
        if isinstance(page, Proofread):
            note_links(page)
    for details in ClinicDetails.objects.filter(site__is_default_site=True):
        note_details(details)
    LinkUse.objects.filter(page__live=False).delete()
    WatchedLink.objects.filter(uses=None).delete()


def look_inside_again() -> None:
    """Addresses of our own at which there was no page: by now there may be one."""
    for link in WatchedLink.objects.filter(inside=True, target=None).exclude(url__startswith="page:"):
        watched(link.url, link)


def keep(page: Page | None, links: list[tuple[str, str]]) -> None:
    """Make the uses recorded for `page` exactly `links` = [(address, where)]."""
    urls = {url for url, _ in links}
    watched_before = {link.url: link for link in WatchedLink.objects.filter(url__in=urls)}
    watched_now = {url: watched(url, watched_before.get(url)) for url in urls}
    wanted = {(watched_now[url].pk, where[:200]) for url, where in links}
    page_id = page.pk if page else None
    recorded = LinkUse.objects.filter(page=page_id)
    known = {(use.link_id, use.where): use.pk for use in recorded}
    recorded.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).delete()
    new = [LinkUse(link_id=link, page_id=page_id, where=where) for link, where in wanted - set(known)]
    LinkUse.objects.bulk_create(new, ignore_conflicts=True)


def watched(url: str, before: WatchedLink | None = None) -> WatchedLink:
    """The WatchedLink of an address; for one of our own it knows the page. `before`: as it was, where it is known."""
    inside, target = own_page(url)
    known = {"inside": inside, "target_id": target.pk if target else None}
    if before and known == {name: getattr(before, name) for name in known}:
        return before
    return WatchedLink.objects.update_or_create(url=url, defaults=known)[0]


def links_of(page: Page) -> list[tuple[str, str]]:
    """`[(address, where)]`, each pair once: as typed, or "page:<id>" for a page that was chosen."""
    found = [*links_in_text(page), *chosen(page), *films(page), *sources(page)]
    return [(url, where) for url, where in dict.fromkeys(found) if is_watched(url)]


def is_watched(url: str) -> bool:
    """Whether this leads to a page at all: not to an e-mail address, a phone or a place on the same page."""
    return url.lower().startswith(WATCHED) and len(url) <= ADDRESS_LENGTH


def links_in_text(page: Page) -> Iterator[tuple[str, str]]:
    for extract in page.text_extracts:
        for link in extract.links:
            kind, pk = link.target.get("linktype"), link.target.get("id", "")
            url = f"page:{pk}" if kind == "page" else link.target.get("href", "").strip()
            yield url, f"{extract.place.label}: “{link.text}”"


def chosen(page: Page) -> Iterator[tuple[str, str]]:
    """Pages that staff chose in a field or a row of their own; those in text have been found there."""
    for found in mentions(page):
        field = page._meta.get_field(found.path.split(".")[0])
        in_text = isinstance(field, StreamField | RichTextField)
        if not in_text and found.model is not None and issubclass(found.model, Page):
            yield f"page:{found.object_id}", f"Chosen under “{field.name.replace('_', ' ')}”"


def films(page: Page) -> Iterator[tuple[str, str]]:
    """Addresses in fields of their own, such as that of a video."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block, value in leaves(field.stream_block, getattr(page, field.name)):
                if isinstance(block, blocks.URLBlock):
                    yield value, f"{field.verbose_name}: {block.label}".capitalize()


def sources(page: Page) -> list[tuple[str, str]]:
    """Where the references shown on the page can be read."""
    return [(snippet.link, f"Source: {snippet}") for snippet in snippets_shown(page) if getattr(snippet, "link", "")]
