"""`/search/`: for people as a page, for programs as JSON."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from clinic.site.site_context import SiteContext
from clinic.site.visibility import for_visitors
from faq.models import FaqIndexPage
from home.search.finding import Found, Hit, find, hits, suggestions, with_the_best_answered
from home.search.nearest import nearest_topics
from home.search.staff.counting import count, count_opened

RESULTS_A_PAGE = 10


@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=`: what answers these words, best first; `&format=json` as JSON.

    Only what is in the language of the address: `/es/search/` finds what is in Spanish.
    """
    found = find(request.GET.get("q", ""), SiteContext.of(request).language)
    page = Paginator(found.ids, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    results = hits(found, page.object_list)
    if found.typed and page.number == 1 and request.GET.get("format") != "json":
        count(found)
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(found, results))
    return shown(request, found, page, results)


@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """`/search/suggest/?q=`: what may be meant, while somebody is still typing. Nothing of this is counted."""
    found = suggestions(request.GET.get("q", ""), SiteContext.of(request).language)
    return JsonResponse({"suggestions": [{"text": text, "url": url} for text, url in found]})


@csrf_exempt
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """`/search/opened/`: that somebody opened a result of the search in the body. Nothing else is sent or kept."""
    count_opened(request.POST.get("q", "")[:200], SiteContext.of(request).language)
    return HttpResponse(status=204)


def as_json(found: Found, results: list[Hit]) -> dict[str, Any]:
    return {
        "results": [
            {
                "url": hit.url,
                "topic": hit.topic or hit.question,
                "question": hit.question,
                "passage": hit.passage,
                "kind": hit.kind,
                "checked": hit.checked and hit.checked.isoformat(),
            }
            for hit in results
        ],
        "total": len(found),
        "suggestion": found.suggestion,
    }


def shown(request: HttpRequest, found: Found, page: Any, results: list[Hit]) -> HttpResponse:
    empty = not page.paginator.count
    context = {
        "query": found.typed,
        "found": found,
        "pages": page,
        "results": with_the_best_answered(found, results) if page.number == 1 else results,
        "result_count": page.paginator.count,
        "subjects": subjects(request) if empty else [],
        "near": nearest_topics(found) if empty else [],
    }
    return render(request, "home/search.html", context)


def subjects(request: HttpRequest) -> Any:
    faq = for_visitors(FaqIndexPage.objects.child_of(SiteContext.of(request).home)).first()
    return faq.subjects_with_topics() if faq else []
