"""Every place that leads to a page: text, choosers, related topics, featured topics, the clinic's details."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from clinic.links.models import LinkUse
from clinic.people.models import User

# Not places of ours: they keep the records of a page, or lead to it by themselves.
RECORDS = {"wagtailredirects.Redirect", "wagtailcore.Site"}


@dataclass(frozen=True)
class Place:
    """Something that leads to the page: its title, where in it, whether patients see it, where staff mend it."""

    title: str
    where: str
    is_public: bool
    edit_url: str


def places_leading_to(page: Page, user: User) -> list[Place]:
    """List of Place, public ones first, then by title. Drafts of live pages are not looked into."""
    chosen = [place for source, uses in sources(page) if (place := place_in(source, uses, user))]
    typed = LinkUse.objects.filter(link__target=page.pk).select_related("page").exclude(page=None)
    known = {place.edit_url for place in chosen}
    found = [place_in(use.page, [use.where], user) for use in typed]
    more = [place for place in found if place and place.edit_url not in known]
    return sorted([*chosen, *more], key=lambda place: (not place.is_public, place.title))


def sources(page: Page) -> Iterator[tuple[Any, list[str]]]:
    """`(object, [where])` of everything whose saved form refers to `page`, the page itself left out."""
    for source, references in ReferenceIndex.get_references_to(page).group_by_source_object():
        if source._meta.label not in RECORDS and not (isinstance(source, Page) and source.pk == page.pk):
            yield source, [reference.describe_source_field() for reference in references]


def place_in(source: Any, uses: list[str], user: User) -> Place | None:
    """The Place, or None for what staff cannot edit and patients do not see."""
    edit_url = AdminURLFinder(user).get_edit_url(source)
    if not edit_url and not isinstance(source, Page):
        return None
    title = source.get_admin_display_title() if isinstance(source, Page) else str(source)
    where = ", ".join(dict.fromkeys(str(use) for use in uses))
    return Place(title, where, getattr(source, "live", True), edit_url or "")
