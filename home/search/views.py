"""`/search/`: for people as a page, for programs as JSON."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from clinic.site.site_context import SiteContext
from clinic.website.floods import at_a_persons_pace
from clinic.website.page_cache.change_watch import AWAY
from home.models.home import topics_page
from home.search.finding import Found, find, suggestions
from home.search.help_cards.shown import ShownCard, shown_card
from home.search.nearest import nearest_topics
from home.search.results import Hit, hits, with_the_best_answered
from home.search.staff.counting import count, count_opened
from home.search.without_database import search_while_away, suggest_while_away

RESULTS_A_PAGE = 10


@require_safe
@at_a_persons_pace
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=`: what answers these words, best first; `&format=json` as JSON.

    Only what is in the language of the address: `/es/search/` finds what is in Spanish. Where words are plainly of a
    crisis the help card stands alone; `&anyway=1` shows the results too, for words that only looked like one.
    """
    if request.META.get(AWAY):
        return search_while_away(request)
    found = find(request.GET.get("q", ""), SiteContext.of(request).language)
    card = shown_card(found.card, request)
    is_alone = bool(card and card.stands_alone and "anyway" not in request.GET)
    page = Paginator([] if is_alone else found.ids, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    results = hits(found, [*page.object_list])
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(found, results, page.paginator.count) | {"card": told(card)})
    if page.number == 1:
        results = with_the_best_answered(found, results)
    if found.typed and page.number == 1:
        count(found, in_place=bool(results and results[0].certain))
    return shown(request, found, page, results, card)


@require_safe
@at_a_persons_pace
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """`/search/suggest/?q=`: what may be meant, while somebody is still typing. Nothing of this is counted."""
    if request.META.get(AWAY):
        return suggest_while_away(request)
    card, found = suggestions(request.GET.get("q", ""), SiteContext.of(request).language)
    help_now = shown_card(card, request)
    is_alone = bool(help_now and help_now.stands_alone)
    offered = [{"text": text, "url": url} for text, url in found if not is_alone]
    return JsonResponse({"card": help_now and help_now.while_typing(), "suggestions": offered})


@csrf_exempt
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """`/search/opened/`: that somebody opened a result of the search in the body. Nothing else is sent or kept."""
    count_opened(request.POST.get("q", "")[:200], SiteContext.of(request).language)
    return HttpResponse(status=204)


def told(card: ShownCard | None) -> dict[str, str] | None:
    return card.for_programs() if card else None


def as_json(found: Found, results: list[Hit], total: int) -> dict[str, Any]:
    return {
        "results": [
            {
                "url": hit.url,
                "topic": hit.topic or hit.question,
                "question": hit.question,
                "short_answer": hit.short_answer,
                **passage_of(hit),
                "more": hit.more and {"url": hit.more.url, "question": hit.more.question, **passage_of(hit.more)},
                "language": hit.language,
                "checked": hit.checked and hit.checked.isoformat(),
            }
            for hit in results
        ],
        "total": total,
        "suggestion": found.suggestion if results else "",
        "missing": found.missing,
    }


def passage_of(hit: Hit) -> dict[str, str]:
    return {"passage": hit.passage, "kind": hit.kind}


def shown(request: HttpRequest, found: Found, page: Any, results: list[Hit], card: ShownCard | None) -> HttpResponse:
    empty = not page.paginator.count
    context = {
        "query": found.typed,
        "found": found,
        "card": card,
        "pages": page,
        "results": results,
        "result_count": page.paginator.count,
        "held_back": bool(found.ids) and empty,
        "anyway": "anyway" in request.GET,
        "subjects": subjects(request) if empty else [],
        "near": nearest_topics(found) if empty else [],
    }
    return render(request, "home/search.html", context)


def subjects(request: HttpRequest) -> Any:
    faq = topics_page(request, SiteContext.of(request).home)
    return faq.subjects_with_topics(request) if faq else []
