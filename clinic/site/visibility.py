"""What visitors may read. Drafts and private pages do not exist for them, not even as a title or in a count."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def for_visitors(pages: PageQuerySet) -> PageQuerySet:
    """Those of a queryset of pages that are live and not private; adds no query, where Wagtail's public() adds one."""
    return pages.live().exclude(Exists(restrictions_on_the_way()))


def restrictions_on_the_way() -> QuerySet[Any]:
    """Restrictions on the page of the outer query or on one above it: their paths are beginnings of its own."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))


def chosen_for_visitors(ids: Iterable[int], pages: PageQuerySet) -> list[Page]:
    """Pages that staff chose by `ids`, in that order, without those visitors may not read."""
    found = for_visitors(pages).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def hide_page(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Before a page is served. Wagtail would send the visitor to a login that the public site does not have."""
    refuse(page.get_view_restrictions(), request)


def hide_document(document: Any, request: HttpRequest) -> None:
    """Before a document is served: one in a private collection is not found."""
    refuse(document.collection.get_view_restrictions(), request)


def refuse(restrictions: Iterable[Any], request: HttpRequest) -> None:
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
