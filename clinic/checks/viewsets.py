"""Claim rules in the admin."""

from wagtail.admin.ui.tables import Column

from clinic.checks.models import ClaimRule
from clinic.content.viewsets import ClinicSnippetViewSet
from clinic.content.yes_no_column import YesNoColumn


class ClaimRuleViewSet(ClinicSnippetViewSet):
    model = ClaimRule
    icon = "clipboard-list"
    menu_label = "Claim rules"
    add_to_settings_menu = True
    list_display = [
        "title",
        Column("get_severity_display", label="What it does", sort_key="severity"),
        Column("jurisdiction", label="Only for clinics in", sort_key="jurisdiction"),
        YesNoColumn("is_on", "In use"),
        Column("version", label="Version", sort_key="version"),
        Column("code", label="Code in records", sort_key="code"),
    ]
    list_filter = ["severity", "is_on", "jurisdiction"]
    list_export = ["code", "title", "severity", "jurisdiction", "is_on", "version", "message", "why", "source"]
