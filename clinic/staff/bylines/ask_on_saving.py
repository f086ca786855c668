"""Whoever is named as the writer of a page, or as vouching for a clinician, is asked when it is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from wagtail.models import Page

from clinic.people.requests import StaffRequest
from clinic.review import bylines, vouching
from clinic.review.models import Byline, Clinician, NamesWriter

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


def ask_voucher(request: HttpRequest, instance: Any) -> None:
    """Hook after an entry of the list of clinicians was saved, if `instance` is one."""
    if isinstance(instance, Clinician) and instance.vouched_by and not instance.confirmed_at:
        vouching.tell(instance)
        messages.info(request, f"{instance.why_not_yet()} They find it on their first screen.")
