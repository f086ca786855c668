"""The public site: patients' addresses and nothing else."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path, re_path
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern

from clinic.website.health import alive, metrics, ready
from clinic.website.page_routing import visit
from clinic.website.renditions import rendition
from clinic.website.robots import robots
from clinic.website.security_txt import security_txt
from clinic.website.seo.markdown_view import as_markdown
from clinic.website.seo.sharing import share_card
from clinic.website.seo.sitemap import sitemap, sitemap_part
from clinic.website.short_addresses import short_address
from clinic.website.theme_view import theme
from home.api import api
from home.feeds import ChangesAtom, ChangesRss
from home.llms import llms
from home.search.suggested_questions import suggest_question
from home.search.views import opened, search, suggest

handler500 = "clinic.website.unavailable.server_error"

own_patterns = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("theme/<slug:chosen>.css", theme, name="theme"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("p/<base36:page_id>/", short_address, name="short_address"),
    path("documents/<int:document_id>/<path:document_filename>", serve_document, name="wagtaildocs_serve"),
    # Only the sizes made for pages: originals may carry more than the page shows.
    path("media/images/<path:path>", rendition, name="renditions"),
]
# In every language: without a prefix in English, below /es/ in Spanish. reverse() gives that of the active language.
in_each_language = [
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="search_suggest"),
    path("search/opened/", opened, name="search_opened"),
    path("search/suggest-a-question/", suggest_question, name="suggest_question"),
    path("changes.rss", ChangesRss(), name="changes_rss"),
    path("changes.atom", ChangesAtom(), name="changes_atom"),
]
# For programs that read the site. Staff have no use for them, so their process is without.
for_machines = [
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("share/<int:pk>-<slug:mark>.png", share_card, name="share_card"),
    path("api/v2/", api.urls),
]
for_machines_in_each_language = [
    path("llms.txt", llms, name="llms"),
    path("<path:path>.md", as_markdown, name="markdown"),
]
# Wagtail's own urls would bring a login page too.
urlpatterns = [
    *own_patterns,
    *for_machines,
    *i18n_patterns(
        *in_each_language,
        *for_machines_in_each_language,
        re_path(serve_pattern, visit, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
