"""How staff find a page among thousands: Wagtail's search and chooser of pages, without a menu or a query a row."""

from itertools import chain
from typing import Any

from django.db.models import F, Func, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views import chooser
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.search.query import MATCH_ALL, SearchQuery
from wagtail.search.utils import parse_query_string

from clinic.content.alphabet import as_people_sort
from clinic.pages.tree import set_parent

# More than anybody leafs through.
MOST_FOUND = 500


class TitleColumn(PageTitleColumn):
    """The title as a link to its form. Wagtail makes a menu beside it, which takes half of the time of a search."""

    cell_template_name = "clinic/listings/title_cell.html"


class PageSearch(SearchView):
    """`/admin/pages/search/`: by title first, then by what stands in a page."""

    columns = [
        TitleColumn("title", label=column.label, sort_key="title", classname="title")
        if column.name == "title"
        else column
        for column in SearchView.columns
    ]
    # What is counted, in words.
    verbose_name, verbose_name_plural = Page._meta.verbose_name, Page._meta.verbose_name_plural
    found: list[int] | None = None
    # What Wagtail finds out itself for each request.
    search_query: str
    all_pages: PageQuerySet

    def get_queryset(self) -> QuerySet[Page]:
        """Wagtail looks among titles only: it is given the pages that were found, and looks for nothing in them."""
        asked = self.search_query
        filters, words = parse_query_string(asked or "", operator="and", zero_terms=MATCH_ALL)
        if words is not MATCH_ALL:
            self.found = found_by(words)
            self.search_query = " ".join(f"{name}:{value}" for name, value in filters.items())
        pages = super().get_queryset()
        self.search_query = asked
        return pages

    def annotate_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        pages = super().annotate_queryset(pages)
        if self.found is None:
            return pages
        self.all_pages = self.all_pages.filter(pk__in=self.found)
        pages = pages.filter(pk__in=self.found)
        return pages if self.ordering else best_first(pages, self.found)


def found_by(words: SearchQuery | str, among: PageQuerySet | None = None) -> list[int]:
    """Numbers of pages, the best first: those whose titles have the words, then those with them in their texts."""
    everything = Page.objects.all() if among is None else among
    by_title, by_text = everything.autocomplete(words)[:MOST_FOUND], everything.search(words)[:MOST_FOUND]
    return list(dict.fromkeys(page.pk for page in chain(by_title, by_text)))


def best_first(pages: QuerySet[Page], found: list[int]) -> QuerySet[Page]:
    return pages.order_by(Func(Value(found), F("pk"), function="array_position"))


def state_known(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Hook of the page chooser: whether a page is draft, live, in moderation or scheduled is asked for all at once."""
    return pages.defer_streamfields().specific().prefetch_workflow_states().annotate_approved_schedule()


class PageChooserSearch(chooser.SearchView):
    """`/admin/choose-page/search/`"""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = super().get(request)
        pages = response.context_data["pages"]
        Page.objects.annotate_parent_page(pages)
        for page in pages:
            set_parent(page, page._parent_page)
        return response


class ChildTitleColumn(chooser.PageTitleColumn):
    """The title of a page below `parent`, which is not asked for again in each row."""

    def __init__(self, parent: Page, **options: Any) -> None:
        super().__init__("title", label=_("Title"), **options)
        self.parent = parent

    def get_cell_context_data(self, instance: Page, parent_context: dict[str, Any]) -> dict[str, Any]:
        if not instance.is_parent_page:
            set_parent(instance, self.parent)
        return super().get_cell_context_data(instance, parent_context)


class PageChooser(chooser.BrowseView):
    """`/admin/choose-page/`: opens where the pages are that may be chosen, whatever of their kind is elsewhere."""

    @property
    def columns(self) -> list[Column]:
        title = ChildTitleColumn(self.parent_page, is_multiple_choice=self.is_multiple_choice)
        return [title if column.name == title.name else column for column in super().columns]

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        return super().get(request, parent_page_id or place_of(request.GET.get("page_type", ""), request))


def place_of(page_type: str, request: HttpRequest) -> int | None:
    """The number of the page below which all of a type are ("faq.topicpage"); None: Wagtail says where or why not.

    Counted are those of the site in its first language: not what is in the bin, nor translations.
    """
    try:
        kinds = chooser.page_models_from_string(page_type)
    except (ValueError, LookupError):
        return None
    site = Site.find_for_request(request)
    if not site:
        return None
    pages = Page.objects.in_site(site).type(*kinds)
    above = pages.first_common_ancestor(include_self=True)
    # The list of services is itself one that may be chosen; the only page of a kind is no place to look in.
    holds_some = pages.exclude(pk=above.pk).child_of(above).exists()
    return above.pk if holds_some or above.is_root() else pages.first_common_ancestor().pk


def sorted_for_people(parent: Page, pages: PageQuerySet, request: HttpRequest) -> QuerySet[Page]:
    """Hook `construct_explorer_page_queryset`: titles in the order in which people look. Search cannot sort by that."""
    return pages if request.GET.get("q") else as_people_sort(pages)
