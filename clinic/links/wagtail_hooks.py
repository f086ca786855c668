"""How the report of broken links shows in the admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from clinic.links import views


class BrokenItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "change")


@hooks.register("register_admin_urls")
def links_urls():
    return [path("reports/broken-links/", views.broken, name="broken_links")]


@hooks.register("register_reports_menu_item")
def broken_item():
    return BrokenItem("Broken links", reverse("broken_links"), icon_name="link", order=850)
