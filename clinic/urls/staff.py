"""The staff process: the admin. Addresses of patients' pages lead over to the public site."""

from typing import Any, NoReturn

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access

from clinic.site.signals import ONE_SITE
from clinic.staff.listings import PageChooser, PageChooserSearch, PageSearch
from clinic.staff.reviewing.by_link import page_by_link, picture_by_link, sign_by_link
from clinic.staff.reviewing.given_word import given_word
from clinic.staff.withdrawal.views import delete_instead, unpublish_instead
from clinic.urls.site import in_each_language, own_patterns

handler500 = "clinic.website.unavailable.server_error"


def to_the_site(request: HttpRequest, path: str = "") -> HttpResponse:
    """Page addresses of the admin ("View live") open on the public site; the bare address opens the admin."""
    return redirect(f"{settings.SITE_URL}/{path}" if path else "wagtailadmin_home")


def not_served(request: HttpRequest, **kwargs: Any) -> NoReturn:
    """Wagtail's admin API can delete and publish behind every screen; one page fails on purpose. Nobody needs them."""
    raise Http404


def one_site_only(request: HttpRequest, **_: object) -> HttpResponse:
    """In place of Wagtail's form for another, and of the one that takes it away with all of the clinic's details."""
    messages.error(request, ONE_SITE)
    return redirect("wagtailadmin_home")


urlpatterns = [
    # Before Wagtail's own pages of the same addresses.
    path("admin/pages/<int:page_id>/delete/", delete_instead),
    path("admin/pages/<int:page_id>/unpublish/", unpublish_instead),
    path("admin/pages/", include("clinic.staff.editing.urls")),
    path("admin/pages/search/", require_admin_access(PageSearch.as_view())),
    path("admin/pages/search/results/", require_admin_access(PageSearch.as_view(results_only=True))),
    path("admin/choose-page/", require_admin_access(PageChooser.as_view())),
    path("admin/choose-page/<int:parent_page_id>/", require_admin_access(PageChooser.as_view())),
    path("admin/choose-page/search/", require_admin_access(PageChooserSearch.as_view())),
    path("admin/api/main/pages/<int:pk>/action/<str:action>/", not_served),
    path("admin/failwhale/", not_served),
    path("admin/sites/new/", require_admin_access(one_site_only)),
    path("admin/sites/delete/<int:pk>/", require_admin_access(one_site_only), name="the_site_stays"),
    path("admin/", include("clinic.staff.login.urls")),
    path("admin/", include("clinic.staff.changing_things")),
    path("sign/words/<str:token>/", given_word, name="clinic_given_word"),
    path("sign/<str:token>/", sign_by_link, name="sign_by_link"),
    path("sign/<str:token>/page/", page_by_link, name="page_by_link"),
    path("sign/<str:token>/picture/<str:name>", picture_by_link, name="picture_by_link"),
    path("admin/", include(admin_urls)),
    *own_patterns,
    *i18n_patterns(
        *in_each_language,
        re_path(wagtail_urls.serve_pattern, to_the_site, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
