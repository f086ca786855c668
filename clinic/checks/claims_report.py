"""The report "Claims and checks": what the checks say of every page, for those who may see the page in the admin."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from clinic.checks.findings import HEADINGS
from clinic.checks.kept_findings import out_of_date
from clinic.checks.models import ClaimRule, KeptFinding
from clinic.checks.shared_texts import shared_findings
from clinic.people.menu import PAGE_RIGHTS

# What the checks that are no claim rules are called in the list of rules.
CHECKS = {
    "C24": "Animal work only",
    "C25": "Old sources, or not looked at",
    "C26": "Little said about harm",
    "abbreviation": "Letters not spelled out",
    "alt-text": "Pictures without alt text",
    "dead-link": "Links that lead nowhere",
    "empty": "Empty fields",
    "established": "Established, but not shown to be",
    "frame": "Key figures not counted yet",
    "glossary": "Words to explain",
    "glossary-lost": "Marked words without an entry",
    "language": "Language that nothing here reads",
    "old-detail": "Old details of the clinic",
    "retracted": "Withdrawn sources",
    "service": "Services that are not linked",
    "unsupported": "Statements without what they rest on",
    "vague-link": "Vague links",
}


class RowFilters(WagtailFilterSet):
    """Narrows the rows down. The choices are what there is."""

    severity = django_filters.ChoiceFilter(label="What it does", choices=list(HEADINGS.items()), empty_label="All")
    rule = django_filters.ChoiceFilter(label="Rule", choices=[], empty_label="All")
    version = django_filters.ChoiceFilter(
        label="Text", choices=KeptFinding.Version.choices, empty_label="Live and draft"
    )

    class Meta:
        model = KeptFinding
        fields: list[str] = []

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        rules = queryset.order_by("rule").values_list("rule", flat=True).distinct()
        titles = CHECKS | dict(ClaimRule.objects.values_list("code", "title"))
        named = [(rule, titles.get(rule, rule)) for rule in rules]
        self.filters["rule"].extra["choices"] = sorted(named, key=lambda one: one[1])


class FindingColumn(Column):
    """What was found, in which text and where, in one cell, so that the list can be read on a telephone."""

    cell_template_name = "clinic/claims_report_finding.html"

    def get_value(self, row: KeptFinding) -> KeptFinding:
        return row


class ClaimsReport(ReportView):
    """Every finding on every page, live texts and drafts, the most severe first."""

    permission_policy = page_permission_policy
    any_permission_required = PAGE_RIGHTS
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
    export_headings = {
        "title": "Page",
        "get_version_display": "Text",
        "what": "What it does",
        "rule": "Rule",
        "finding.version": "Version of the rule",
        "finding.message": "Finding",
        "finding.excerpt": "Words",
        "finding.place.label": "Where",
        "finding.suggestion": "What to write instead",
        "finding.source": "Source",
    }
    list_export = list(export_headings)
    columns = [
        TitleColumn("title", label="Page", get_url=lambda row: row.edit_url),
        FindingColumn("finding", label="Finding"),
    ]

    @cached_property
    def rows(self) -> QuerySet[KeptFinding]:
        """The rows of all pages this person may see in the admin."""
        pages = page_permission_policy.instances_user_has_any_permission_for(self.request.user, PAGE_RIGHTS)
        return KeptFinding.objects.filter(page__in=pages.order_by()).select_related("page")

    def get_queryset(self) -> QuerySet[KeptFinding]:
        return self.rows

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"queryset": self.rows}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        number = dict(self.rows.order_by().values_list("severity").annotate(Count("pk")))
        counts = [{"heading": words, "number": number.get(one, 0)} for one, words in HEADINGS.items()]
        more = {
            "counts": counts,
            "rules_in_use": ClaimRule.objects.switched_on().count(),
            "left": len(out_of_date()),
            "shared": shared_findings(),
        }
        return super().get_context_data(*args, **kwargs) | more
