"""A new page with the title of one that is there: its writer may not know of that one."""

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from clinic.checks.findings import REVIEW, Finding, Place


def same_title(page: Page) -> Iterator[Finding]:
    """Until it is first published; afterwards somebody has decided that there are two."""
    title = page.title.strip()
    if page.first_published_at or not title:
        return
    twin = page.get_siblings(inclusive=False).type(type(page)).filter(draft_title__iexact=title).first()
    if twin:
        kind = page._meta.verbose_name
        yield Finding(
            "same-title",
            REVIEW,
            f"There is a {kind} with this title already.",
            suggestion=f"Work on that {kind}, or give this one a title that tells them apart.",
            excerpt=title,
            place=Place("Title", page.editor_anchor("title")),
            opens=reverse("wagtailadmin_pages:edit", args=[twin.pk]),
        )
