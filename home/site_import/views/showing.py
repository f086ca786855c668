"""One import on the screen: how far it is, its plan to choose from, or what became of it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, Table

from faq.views.importing import ImportMixin, signed_in
from home.site_import.drafting import begin
from home.site_import.import_stages import go_on
from home.site_import.models import FoundRow, SiteImport, Stage
from home.site_import.old_site import OldSite
from home.site_import.repeats import named
from home.site_import.report import addresses_as_csv, numbers, report_of, to_choose
from home.site_import.rights import places_for
from home.site_import.tasks import later
from home.site_import.views.choices import RowForm

ROWS_A_PAGE = 100


class OneSiteMixin(ImportMixin):
    """For whoever may add topics where those of this import belong."""

    page_title = "Import a website"
    header_icon = "site"
    here = "import_site"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.pages and self.index is None:
            raise PermissionDenied if self.site else Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def site(self) -> SiteImport | None:
        return SiteImport.objects.filter(pk=self.kwargs["pk"]).first()

    @property
    def index(self) -> Any:
        """The page for topics, None where this person may not add any."""
        return next((page for page in self.pages if self.site and page.pk == self.site.index_id), None)


class Cell(BaseColumn):
    """A column whose cells have a template of their own."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label=label)
        self.cell_template_name = f"home/site_import/{name}_cell.html"


class SiteView(OneSiteMixin, TemplateView):
    """`POST` with `act`: one of the methods named in ACTS."""

    ACTS = ("save", "draft", "stop", "again")

    @property
    def template_name(self) -> str:  # type: ignore[override]  # one of three, by the stage
        stage = self.site.stage if self.site else ""
        return f"home/site_import/{ {Stage.PLANNED: 'plan', Stage.DONE: 'done'}.get(Stage(stage), 'progress') }.html"

    @cached_property
    def old(self) -> OldSite:
        if self.site is None:
            raise Http404
        return OldSite(self.site)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.site)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = request.POST.get("act", "")
        if self.site is None or act not in self.ACTS:
            raise Http404
        method: Callable[[SiteImport], HttpResponse | None] = getattr(self, act)
        return method(self.site) or redirect(request.get_full_path())

    # What can be done -----------------------------------------------------------------------------------------------

    def save(self, site: SiteImport) -> HttpResponse | None:
        """The choices of this page of the table; with one that cannot be, the table comes back with the reason."""
        if site.stage != Stage.PLANNED:
            return None
        forms = self.forms(self.request.POST)
        for form in forms:
            if form.is_valid() and form.has_changed():
                form.keep(self.old)
        if all(form.is_valid() for form in forms):
            messages.success(self.request, "The choices are kept.")
            return None
        messages.error(self.request, "Some choices cannot be kept. The table says why.")
        return self.render_to_response(self.get_context_data(forms=forms))

    def draft(self, site: SiteImport) -> HttpResponse | None:
        kept = self.save(site)
        if kept is None and site.stage == Stage.PLANNED:
            site.user = signed_in(self.request)
            site.save(update_fields=["user"])
            begin(site)
            later(site)
        return kept

    def stop(self, site: SiteImport) -> None:
        SiteImport.objects.filter(pk=site.pk).update(is_stopped=True)

    def again(self, site: SiteImport) -> None:
        go_on(site)
        later(site)

    # What is shown --------------------------------------------------------------------------------------------------

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site = self.site
        shown: dict[str, Any] = {"site": site}
        if site and site.stage == Stage.PLANNED:
            forms = kwargs.pop("forms", None) or self.forms()
            shown |= {"table": self.plan_table(forms), "numbers": numbers(self.old), **self.pagination}
            shown["repeated"] = named(site)
        elif site and site.stage == Stage.DONE:
            shown |= {"table": self.summary(), "missing": len(self.old.without_successor()), **self.pagination}
        return super().get_context_data(**kwargs, **shown)

    def paged(self, rows: list[FoundRow]) -> list[FoundRow]:
        paginator = Paginator(rows, ROWS_A_PAGE)
        items = paginator.get_page(self.request.GET.get("p"))
        self.pagination = {"items": items, "is_paginated": paginator.num_pages > 1,
                           "elided_page_range": paginator.get_elided_page_range(items.number)}  # fmt: skip
        return list(items)

    def forms(self, data: Any = None) -> list[RowForm]:
        places = places_for(signed_in(self.request), self.index)
        return [RowForm(row, places, data) for row in self.paged(to_choose(self.old))]

    def plan_table(self, forms: list[RowForm]) -> Table:
        columns = [Cell("page", "Page of the old site"), Cell("choice", "Becomes")]
        return Table(columns, forms, classname="listing moving-in__table")

    def summary(self) -> Table:
        rows = self.paged([row for row in self.old.pages if row.drafted_at and row.page])
        for row in rows:
            row.told = report_of(row) if row.report else None  # type: ignore[attr-defined]  # for its cell
        columns = [Cell("draft", "Draft"), Column("becomes", label="Kind", accessor="get_becomes_display"),
                   Cell("report", "What became of it")]  # fmt: skip
        return Table(columns, rows, classname="listing moving-in__table")


class AddressesView(OneSiteMixin, TemplateView):
    """Old addresses without a successor, for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.site is None:
            raise Http404
        answer = HttpResponse(addresses_as_csv(self.site), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="old-addresses-{self.site.pk}.csv"'
        return answer
