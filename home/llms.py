"""`/llms.txt` and `/es/llms.txt`: what there is to read here, for programs that answer with our words (llmstxt.org)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from clinic.content.prose import expanded, linked_pages, plain
from clinic.site.site_context import SiteContext
from clinic.site.visibility import for_visitors
from clinic.website.seo.markdown import tidy
from clinic.website.seo.markdown_view import markdown_address
from faq.models import FaqIndexPage, TopicPage
from home.models import ServicePage


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """Topics by subject and services of the language of the address, each with the address of its Markdown."""
    site_context = SiteContext.of(request)
    topics, services = topics_in(site_context), list(readable(ServicePage, site_context).order_by("title"))
    for page in [*topics, *services]:
        page.markdown_url = markdown_address(page, request)
    index = readable(FaqIndexPage, site_context).first()
    context = {
        "shelves": shelves(topics),
        "services": services,
        "newest": max(filter(None, (page.last_published_at for page in [*topics, *services])), default=None),
        "how_we_know_url": f"{index.get_full_url(request)}how-we-know/" if index else "",
        "site_url": site_context.site.root_url,
        "language": site_context.language,
    }
    text = tidy(render_to_string("home/llms.txt", context, request))
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", headers={"X-Robots-Tag": "noindex"})


def readable(model: type[Page], site_context: SiteContext) -> PageQuerySet:
    pages = for_visitors(model.objects.filter(locale__language_code=site_context.language))
    return pages.defer_streamfields()


def topics_in(site_context: SiteContext) -> PageQuerySet:
    """By title, each with its short answer in plain words as `plain_summary`."""
    topics = list(readable(TopicPage, site_context).select_related("subject").order_by("title"))
    sources = [topic.short_answer for topic in topics]
    site_context.ask(linked_pages(sources))
    prose = expanded(sources, site_context.found)
    for topic in topics:
        topic.plain_summary = plain(prose.get(topic.short_answer, ""))
    return topics


def shelves(topics: Iterable[Any]) -> list[Any]:
    """Subjects in their order, each with `topics_here`."""
    found: dict[int, Any] = {}
    for topic in topics:
        if topic.subject is None:
            continue
        shelf = found.setdefault(topic.subject_id, topic.subject)
        shelf.topics_here = [*getattr(shelf, "topics_here", []), topic]
    return sorted(found.values(), key=lambda shelf: (shelf.sort_order, shelf.name))
