"""How staff find a page among thousands: Wagtail's own search and chooser of pages, with less work for each row.

Most of their time went into a menu of acts beside each title, which the page itself and the boxes to tick have too, and
into asking for each row what one query says of all.
"""

from os.path import commonprefix

from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views import chooser
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page, Site


class TitleColumn(PageTitleColumn):
    """The title as a link to its form."""

    cell_template_name = "clinic/listings/title_cell.html"


TITLE = TitleColumn("title", label=_("Title"), sort_key="title", classname="title")


class PageSearch(SearchView):
    """`/admin/pages/search/`"""

    columns = [TITLE if column.name == TITLE.name else column for column in SearchView.columns]
    verbose_name, verbose_name_plural = Page._meta.verbose_name, Page._meta.verbose_name_plural

    def annotate_queryset(self, pages):
        """What the columns show: less than Wagtail asks for, which has its menu of acts in mind."""
        return state_known(pages.specific(defer=True).prefetch_related("locale"))

    def get_queryset(self):
        pages = super().get_queryset()
        if pages.supports_facet:  # each kind of page is counted, and Wagtail would ask twice more for their sums
            counted, chosen = dict(self.content_types), self.selected_content_type
            self.all_pages._count_cache = sum(counted.values())
            pages._count_cache = counted.get(chosen, 0) if chosen else self.all_pages._count_cache
        return pages


def listed_together(pages, request):
    """Hook of the page chooser."""
    return state_known(pages.defer_streamfields().specific())


def state_known(pages):
    """A queryset of pages whose state (draft, live, in moderation, scheduled) is asked for all rows at once."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()


class PageChooserSearch(chooser.SearchView):
    """`/admin/choose-page/search/`"""

    def get(self, request):
        response = super().get(request)
        pages = response.context_data["pages"]
        Page.objects.annotate_parent_page(pages)
        for page in pages:
            set_parent(page, page._parent_page)
        return response


class ChildTitleColumn(chooser.PageTitleColumn):
    """The title of a page below `parent`, which is not asked for again in each row."""

    def __init__(self, parent, **options):
        super().__init__("title", label=_("Title"), **options)
        self.parent = parent

    def get_cell_context_data(self, instance, parent_context):
        if not instance.is_parent_page:
            set_parent(instance, self.parent)
        return super().get_cell_context_data(instance, parent_context)


class PageChooser(chooser.BrowseView):
    """`/admin/choose-page/`: opens where the pages are that may be chosen, whatever of their kind is elsewhere."""

    def get(self, request, parent_page_id=None):
        return super().get(request, parent_page_id or place_of(request.GET.get("page_type"), request))

    @property
    def columns(self):
        title = ChildTitleColumn(self.parent_page, is_multiple_choice=self.is_multiple_choice)
        return [title if column.name == title.name else column for column in super().columns]


def place_of(page_type, request):
    """The number of the page below which all of a type are ("faq.topicpage"); None: Wagtail says where or why not.

    Counted are those of the site in its first language: not what is in the bin, nor translations.
    """
    try:
        kinds = chooser.page_models_from_string(page_type or "")
    except (ValueError, LookupError):
        return None
    site = Site.find_for_request(request)
    ours = Page.objects.type(*kinds).in_site(site) if site else Page.objects.none()
    ends = ours.aggregate(first=Min("path"), last=Max("path"))
    # Paths are in order: what the first and the last lie below, all between them do.
    common = commonprefix([path[: -Page.steplen] for path in ends.values() if path])
    whole = common[: len(common) // Page.steplen * Page.steplen]
    return Page.objects.filter(path=whole).values_list("pk", flat=True).first()


def set_parent(page, parent):
    """What treebeard's get_parent() keeps once it has asked."""
    page._cached_parent_obj = parent
