"""Claim rules in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from clinic.checks.models import ClaimRule


class ClaimRuleViewSet(SnippetViewSet):
    model = ClaimRule
    icon = "clipboard-list"
    menu_label = "Claim rules"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["code", "title", "severity", "jurisdiction", "is_on", "version"]
    list_filter = ["severity", "is_on", "jurisdiction"]
    list_export = ["code", "title", "severity", "jurisdiction", "is_on", "version", "message", "why", "source"]
