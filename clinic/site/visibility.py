"""What visitors may read. Drafts and private pages do not exist for them, not even as a title or in a count."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
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
    """Before a document is served: one in a private collection, or that no public page leads to, is not found.

    Writers upload what nobody has approved yet; staff who are logged in can open it.
    """
    refuse(document.collection.get_view_restrictions(), request)
    if not is_linked(document) and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404


def is_linked(document: Any) -> bool:
    """Whether a page that visitors may read leads to this document."""
    pages = ContentType.objects.get_for_model(Page)
    leading = ReferenceIndex.get_references_to(document).filter(base_content_type=pages)
    numbers = [int(number) for number in leading.values_list("object_id", flat=True)]
    return bool(numbers) and for_visitors(Page.objects.filter(pk__in=numbers)).exists()


def refuse(restrictions: Iterable[Any], request: HttpRequest) -> None:
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
