import re

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import render

from clinic.frame import frame_of
from clinic.prose import expanded, linked_pages, plain
from clinic.visibility import for_visitors
from faq.models import FaqIndexPage, TopicPage
from home.models import ServicePage

LONGEST_QUERY = 200
MOST_WORDS = 16
RESULTS_A_PAGE = 10


def search(request):
    """`/search/?q=`: topics and services that share words with the query, best first. Nothing is stored.

    Only those of the language of the address: `/es/search/` finds what is in Spanish.
    """
    query = tidy(request.GET.get("q", ""))
    hits = found(query, frame_of(request).home.locale_id)
    results = Paginator(hits, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    add_excerpts(results.object_list, frame_of(request))
    return render(
        request,
        "home/search.html",
        {
            "query": query,
            "results": results,
            "result_count": results.paginator.count,
            "subjects": [] if results.paginator.count else subjects(request),
        },
    )


def tidy(typed):
    """The query cut to what the search engine may see: words only, at most 200 characters and 16 words."""
    return " ".join(re.findall(r"[\w’'-]+", typed[:LONGEST_QUERY])[:MOST_WORDS])


def found(query, locale):
    """Topics and services, best first. Any word may match: patients' sentences hold words that no answer has."""
    if not query:
        return []
    hits = [hit for model in (TopicPage, ServicePage) for hit in ranked(model, query, locale)]
    return sorted(hits, key=lambda page: -page.score)


def ranked(model, query, locale):
    open_to_all = for_visitors(model.objects.filter(locale=locale)).values("pk")
    pages = model.objects.filter(pk__in=open_to_all).defer_streamfields()
    return pages.search(query, operator="or").annotate_score("score")[:100]


def subjects(request):
    faq = for_visitors(FaqIndexPage.objects.child_of(frame_of(request).home)).first()
    return faq.subjects_with_topics() if faq else []


def add_excerpts(pages, frame):
    """The lines under each result as `excerpt`: a topic's short answer, a service's summary."""
    sources = [page.short_answer for page in pages if isinstance(page, TopicPage)]
    frame.ask(linked_pages(sources))
    prose = expanded(sources, frame.found)
    prefetch_related_objects([page for page in pages if isinstance(page, TopicPage)], "subject")
    for page in pages:
        page.excerpt = plain(prose[page.short_answer]) if isinstance(page, TopicPage) else page.summary
