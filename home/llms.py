"""`/llms.txt` and `/es/llms.txt`: what there is to read here, for programs that answer with our words (llmstxt.org)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from clinic.content.alphabet import in_order
from clinic.content.prose import expanded, linked_pages, sentences
from clinic.site.site_context import SiteContext
from clinic.site.visibility import for_visitors
from clinic.website.page_cache.serving import may_be_kept
from clinic.website.page_cache.store import LISTS
from clinic.website.seo.markdown import tidy
from clinic.website.seo.markdown_view import markdown_address
from faq.models import FaqIndexPage, TopicPage
from home.models import ServicePage


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """Topics by subject and services of the language of the address, each with the address of its Markdown."""
    site_context = SiteContext.of(request)
    topics, services = topics_in(site_context), list(readable(ServicePage, site_context).order_by(in_order()))
    for page in [*topics, *services]:
        page.markdown_url = markdown_address(page, request)
    index = readable(FaqIndexPage, site_context).first()
    context = {
        "subjects": subjects_of(topics),
        "services": services,
        "newest": max(filter(None, (page.last_published_at for page in [*topics, *services])), default=None),
        "how_we_know_url": f"{index.get_full_url(request)}how-we-know/" if index else "",
        "site_url": site_context.site.root_url,
        "language": site_context.language,
    }
    text = tidy(render_to_string("home/llms.txt", context, request))
    headers = {"X-Robots-Tag": "noindex"}
    return may_be_kept(HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", headers=headers), LISTS)


def readable(model: type[Page], site_context: SiteContext) -> PageQuerySet:
    pages = for_visitors(model.objects.filter(locale__language_code=site_context.language))
    return pages.defer_streamfields()


def topics_in(site_context: SiteContext) -> PageQuerySet:
    """By title, each with its short answer in plain words as `plain_summary`."""
    topics = list(readable(TopicPage, site_context).select_related("subject").order_by(in_order()))
    sources = [topic.short_answer for topic in topics]
    site_context.ask(linked_pages(sources))
    prose = expanded(sources, site_context.found)
    for topic in topics:
        topic.plain_summary = sentences(prose.get(topic.short_answer, ""))
    return topics


def subjects_of(topics: Iterable[Any]) -> list[Any]:
    """Subjects in their order, each with `topics_here`."""
    found: dict[int, Any] = {}
    for topic in topics:
        if topic.subject is None:
            continue
        subject = found.setdefault(topic.subject_id, topic.subject)
        subject.topics_here = [*getattr(subject, "topics_here", []), topic]
    return sorted(found.values(), key=lambda subject: (subject.sort_order, subject.name))
