"""The report of broken links."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clinic.links import views
from clinic.people.menu import PageWorkItem


@hooks.register("register_admin_urls")
def links_urls() -> list[URLPattern]:
    return [path("reports/broken-links/", views.broken, name="broken_links")]


@hooks.register("register_reports_menu_item")
def broken_links_item() -> MenuItem:
    return PageWorkItem("Broken links", reverse("broken_links"), {"change"}, icon_name="link", order=850)
