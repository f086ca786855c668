"""Whoever is named as the writer of a page is asked when it is saved."""

from typing import Any

from wagtail.models import Page

from clinic.people.requests import StaffRequest
from clinic.review import bylines
from clinic.review.models import Byline, NamesWriter

WRITER = Byline.Role.WRITER


def ask_writer(request: StaffRequest, page: Page) -> None:
    """Hook after a page was saved in the editor, whose newest words `page` are."""
    if not isinstance(page, NamesWriter):
        return
    row: Any = Page.objects.get(pk=page.pk).specific
    newest: Any = row.get_latest_revision_as_object()
    bylines.end_unnamed(row)
    if newest.author_id:
        bylines.ask(row, WRITER, newest.author, request.user)
