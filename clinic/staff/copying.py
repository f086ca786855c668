"""Who copies a page or a shared text becomes one of its authors; who wrote it remains one."""

from typing import Any

from wagtail.models import Page

from clinic.content.models import SharedText
from clinic.content.viewsets import COPY_OF
from clinic.people.requests import StaffRequest
from clinic.review.authors import authors_of, authors_of_text, copied
from clinic.review.newest_words import NewestWords

ACTIONS = {"clinic.copied": ("Copy", "Begun with the words of another")}


def name_authors_of_page(request: StaffRequest, page: Page, copy: Page) -> None:
    """Hook after a page was copied, with those below it: the words that are copied are the newest."""
    for one, other in zip(page.get_descendants(inclusive=True), copy.get_descendants(inclusive=True), strict=False):
        if revision := one.get_latest_revision():
            copied(other, authors_of(NewestWords.of(one, revision)), request.user)


def name_authors_of_text(request: StaffRequest, copy: Any) -> None:
    """Hook after a snippet was made: by Wagtail's button "Copy" it begins with the words of another."""
    begun_with = request.GET.get(COPY_OF, "")
    if isinstance(copy, SharedText) and begun_with.isdecimal():
        for original in type(copy)._base_manager.filter(pk=int(begun_with[:18])):
            copied(copy, authors_of_text(original), request.user)
