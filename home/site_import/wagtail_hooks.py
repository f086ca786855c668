"""Where "Import a website" stands in the admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks

from faq.views.importing import ImportMenuItem
from home.site_import.views.giving import GiveSiteView
from home.site_import.views.showing import AddressesView, SiteView


@hooks.register("register_admin_urls")
def import_site_urls() -> list[URLPattern]:
    return [
        path("import-site/", GiveSiteView.as_view(), name="import_site"),
        path("import-site/<int:pk>/", SiteView.as_view(), name="import_site_one"),
        path("import-site/<int:pk>/addresses/", AddressesView.as_view(), name="import_site_addresses"),
    ]


@hooks.register("register_settings_menu_item")
def import_site_item() -> ImportMenuItem:
    return ImportMenuItem("Import a website", reverse("import_site"), icon_name="site", order=900)
