"""How the report of broken links shows in the admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from clinic.links import screens


class BrokenItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "change")


def register():
    """For clinic.wagtail_hooks."""
    hooks.register("register_admin_urls", lambda: [path("reports/broken-links/", screens.broken, name="broken_links")])
    hooks.register(
        "register_reports_menu_item",
        lambda: BrokenItem("Broken links", reverse("broken_links"), icon_name="link", order=850),
    )
