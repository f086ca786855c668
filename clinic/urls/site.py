"""The public site: patients' addresses and nothing else."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as document_urls

from clinic.serving.health import alive, ready
from clinic.serving.robots import robots
from home.feeds import ChangesAtom, ChangesRss
from home.search import search

handler500 = "clinic.serving.unavailable.server_error"

own_patterns = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("search/", search, name="search"),
    path("changes.rss", ChangesRss(), name="changes_rss"),
    path("changes.atom", ChangesAtom(), name="changes_atom"),
    path("documents/", include(document_urls)),
    # Only the sizes made for pages: originals may carry more than the page shows.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}, name="renditions"),
]
urlpatterns = [*own_patterns, path("", include(wagtail_urls))]
