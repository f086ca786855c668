"""Broken links, for the people who look after the pages they are on."""

from wagtail.models import Page

from clinic.links.models import LinkUse
from clinic.people.models import User
from clinic.review.cycle import responsible_for, substitutes


def broken_links() -> list[tuple[User | None, LinkUse]]:
    """List of `(person, LinkUse)` for every broken link; None for a page that nobody looks after, and for details."""
    uses = list(LinkUse.objects.broken().select_related("link__target", "page"))
    pages = Page.objects.filter(pk__in=[use.page_id for use in uses if use.page_id]).specific()
    people = {page.pk: responsible_for(page) for page in pages}
    return [(people.get(use.page_id), use) for use in uses]


def broken_links_for(user: User) -> list[LinkUse]:
    """List of LinkUse that `user` should mend: on pages they look after, or whose keeper is away and named them.

    What nobody looks after is the matter of those who keep the clinic's details.
    """
    orphans = user.has_perm("site.change_clinicdetails")
    return [use for person, use in broken_links() if (user in substitutes(person) if person else orphans)]
