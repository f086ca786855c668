"""The report "Claims and checks": what the checks say of every page, for those who may see the page in the admin."""

from collections import namedtuple
from dataclasses import dataclass
from typing import Any, Self

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from clinic.checks.bulk_checks import DRAFT, LIVE, judge
from clinic.checks.findings import SEVERITIES, Finding
from clinic.checks.findings_panel import HEADINGS
from clinic.checks.models import ClaimRule
from clinic.people.exporting import harmless
from clinic.people.menu import PAGE_RIGHTS

VERSIONS = {LIVE: "Live", DRAFT: "Draft"}
# What makes a spreadsheet program take a cell for a formula.


@dataclass(frozen=True)
class Row:
    """One finding on one text of one page. `pk` numbers the rows of a listing."""

    pk: int
    page: Page
    version: str
    finding: Finding

    @property
    def title(self) -> str:
        return self.page.get_admin_display_title()

    @property
    def severity(self) -> str:
        return self.finding.severity

    @property
    def what(self) -> str:
        return HEADINGS[self.finding.severity]

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def version_name(self) -> str:
        return VERSIONS[self.version]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


class Rows(list):
    """Rows in the one form that Wagtail's listings ask of a queryset."""

    model = Page

    def all(self) -> Self:
        return self


class RowFilters(WagtailFilterSet):
    """Narrows the rows down. The choices are what there is."""

    severity = django_filters.ChoiceFilter(label="What it does", choices=list(HEADINGS.items()), empty_label="All")
    rule = django_filters.ChoiceFilter(label="Rule", choices=[], empty_label="All")
    version = django_filters.ChoiceFilter(label="Text", choices=list(VERSIONS.items()), empty_label="Live and draft")

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        self.filters["rule"].extra["choices"] = [(rule, rule) for rule in sorted({row.rule for row in queryset})]

    def filter_queryset(self, rows: Rows) -> Rows:
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        return Rows(row for row in rows if all(getattr(row, name) == value for name, value in wanted.items()))


class FindingColumn(Column):
    """What was found, in which text and where, in one cell, so that the list can be read on a telephone."""

    cell_template_name = "clinic/claims_report_finding.html"

    def get_value(self, row: Row) -> Row:
        return row


Count = namedtuple("Count", "heading number")


class ClaimsReport(ReportView):
    """Every finding on every page, live texts and drafts, the most severe first."""

    page_title = "Claims and checks"
    header_icon = "clipboard-list"
    index_url_name = "clinic_claims"
    index_results_url_name = "clinic_claims_results"
    template_name = "clinic/claims_report.html"
    results_template_name = "clinic/claims_report_results.html"
    filterset_class = RowFilters
    is_searchable = False
    default_ordering = None
    export_filename = "claims-and-checks"
    list_export = [
        "title",
        "version_name",
        "what",
        "rule",
        "finding.version",
        "finding.message",
        "finding.excerpt",
        "finding.place.label",
        "finding.suggestion",
        "finding.source",
    ]
    export_headings = {
        "title": "Page",
        "version_name": "Text",
        "what": "What it does",
        "rule": "Rule",
        "finding.version": "Version of the rule",
        "finding.message": "Finding",
        "finding.excerpt": "Words",
        "finding.place.label": "Where",
        "finding.suggestion": "What to write instead",
        "finding.source": "Source",
    }
    custom_value_preprocess = {**ReportView.custom_value_preprocess, str: {ReportView.FORMAT_CSV: harmless}}
    columns = [
        TitleColumn("title", label="Page", get_url=lambda row: row.edit_url),
        FindingColumn("finding", label="Finding"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rows(self) -> Rows:
        """The rows of all pages this person may see in the admin."""
        pages = page_permission_policy.instances_user_has_any_permission_for(self.request.user, PAGE_RIGHTS)
        found = [(one, finding) for one in judge(pages.order_by("path")) for finding in one.findings]
        found.sort(key=lambda pair: SEVERITIES.index(pair[1].severity))
        return Rows(Row(number, one.page, one.version, finding) for number, (one, finding) in enumerate(found))

    def get_queryset(self) -> Rows:
        return self.rows

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"queryset": self.rows}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        counts = [Count(words, sum(row.severity == one for row in self.rows)) for one, words in HEADINGS.items()]
        return super().get_context_data(*args, **kwargs) | {"counts": counts, "rules_in_use": rules_in_use()}


def rules_in_use() -> int:
    return ClaimRule.objects.switched_on().count()
