"""Checks for links to a place on a page, such as a question: one that is gone leads to the top of its page."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from clinic.checks.findings import REVIEW, Finding
from clinic.checks.link_findings import number
from clinic.content.prose import linked_places


def missing_places(page: Page) -> Iterator[Finding]:
    """A link of this page to a question that readers do not find on the page it leads to."""
    for extract in page.text_extracts:
        for link in extract.links:
            pk, place = number(link.target.get("id")), link.target.get("place")
            if not place or pk is None or link.target.get("linktype") != "page":
                continue
            own = pk == page.pk
            places = page.places if own else page.check_lookups.once(places_on, pk, page.locale_id)
            if places is not None and place not in places:
                yield Finding(
                    "missing-place",
                    REVIEW,
                    f"The question that the link “{link.text}” leads to is not on that page.",
                    why="Readers land at the top of the page and have to look for it.",
                    suggestion="Choose another question, or link to the whole page.",
                    excerpt=link.text,
                    place=extract.place,
                )


def places_on(pk: int, locale_id: int) -> dict[str, str] | None:
    """`{place: words}` that readers of a language find where a link to the page leads; None where nobody knows."""
    linked = Page.objects.filter(pk=pk).first()
    if linked is None:
        return None
    own = Page.objects.live().filter(translation_key=linked.translation_key, locale_id=locale_id).first()
    return (own or linked).specific.places


def places_left_out(page: Page) -> Iterator[Finding]:
    """A question that patients read now, that this draft leaves out, and that other pages link to."""
    now = page.check_lookups.once(places_on, page.pk, page.locale_id) if page.live else None
    gone = {place: words for place, words in (now or {}).items() if place not in page.places}
    if not gone:
        return
    for source in linking_here(page):
        for place in sorted(linked_places(source).intersection(gone)):
            yield Finding(
                "place-left-out",
                REVIEW,
                f"“{source.title}” links to the question “{gone[place]}”, which is left out here.",
                why="Its readers would land at the top of this page and have to look for it.",
                suggestion=f"Once this is published, change the link on “{source.title}”, or keep the question.",
                excerpt=gone[place],
            )


def linking_here(page: Page) -> Iterator[Page]:
    """Live pages of the same language whose words lead to this page, or to it in another language."""
    ids: set[str] = set()
    pages_alone = {"base_content_type": ContentType.objects.get_for_model(Page)}
    for one in Page.objects.filter(translation_key=page.translation_key):
        ids |= set(ReferenceIndex.get_references_to(one).filter(**pages_alone).values_list("object_id", flat=True))
    pages = Page.objects.live().filter(pk__in=ids, locale_id=page.locale_id).exclude(pk=page.pk)
    yield from pages.order_by("title").specific()
