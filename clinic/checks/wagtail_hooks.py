"""Claim rules, the report "Claims and checks", and the findings beside the editor."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from clinic.checks.claims.tester import try_claims
from clinic.checks.claims_report import ClaimsReport
from clinic.checks.views import page_findings
from clinic.checks.viewsets import ClaimRuleViewSet
from clinic.people.menu import PageWorkItem

register_snippet(ClaimRuleViewSet)


@hooks.register("register_admin_urls")
def claims_urls() -> list[URLPattern]:
    return [
        path("claims/", ClaimsReport.as_view(), name="clinic_claims"),
        path("claims/results/", ClaimsReport.as_view(results_only=True), name="clinic_claims_results"),
        path("claims/try/", try_claims, name="try_claims"),
        path("claims/page/<int:page_id>/", page_findings, name="page_findings"),
    ]


@hooks.register("register_reports_menu_item")
def claims_menu_item() -> MenuItem:
    return PageWorkItem("Claims and checks", reverse("clinic_claims"), icon_name="clipboard-list", order=10)


@hooks.register("register_reports_menu_item")
def tester_menu_item() -> MenuItem:
    return PageWorkItem("Try the claims check", reverse("try_claims"), icon_name="clipboard-list", order=11)
