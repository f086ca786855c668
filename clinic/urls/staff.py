"""The staff process: the admin. Addresses of patients' pages lead over to the public site."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

from clinic.urls.site import own_patterns

handler500 = "clinic.serving.unavailable.server_error"


def to_the_site(request, path=""):
    """Page addresses of the admin ("View live") open on the public site; the bare address opens the admin."""
    return redirect(f"{settings.SITE_URL}/{path}" if path else "wagtailadmin_home")


urlpatterns = [
    path("admin/", include(admin_urls)),
    *own_patterns,
    re_path(wagtail_urls.serve_pattern, to_the_site, name="wagtail_serve"),
]
