"""Broken links, for the people who look after the pages they are on."""

from wagtail.models import Page

from clinic.links.models import LinkUse
from clinic.people.models import User
from clinic.review.cycle import responsible_for


def broken_links() -> list[tuple[User | None, LinkUse]]:
    """List of `(person, LinkUse)` for every broken link; None for a page that nobody looks after, and for details."""
    uses = list(LinkUse.objects.broken().select_related("link__target", "page"))
    pages = Page.objects.filter(pk__in=[use.page_id for use in uses if use.page_id]).specific()
    people = {page.pk: responsible_for(page) for page in pages}
    return [(people.get(use.page_id), use) for use in uses]
