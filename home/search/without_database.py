"""Search while the database is away: what this process holds in memory, with links to pages that can still be read."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language

from clinic.website.last_known_details import last_known
from clinic.website.unavailable import plain_page, unavailable
from home.search.help_cards.recognising import card_for
from home.search.help_cards.shown import ShownCard, with_numbers
from home.search.index import store
from home.search.language.words import tidy

MOST_SHOWN = 10


class Remembered(NamedTuple):
    title: str
    url: str


def search_while_away(request: HttpRequest) -> HttpResponse:
    """The help card first, as always; then titles. Nothing is counted. 503 where this process holds nothing yet."""
    held = store.held()
    if held is None:
        return unavailable(request)
    typed = tidy(request.GET.get("q", ""))
    card = help_card(typed, held)
    found = [] if card and card.stands_alone and "anyway" not in request.GET else remembered(typed, held)
    if request.GET.get("format") == "json":
        answer: HttpResponse = JsonResponse(as_json(found, card))
    else:
        answer = as_page(request, typed, found, card)
    answer["X-As-Of"] = held.looked.isoformat(timespec="seconds")
    return answer


def suggest_while_away(request: HttpRequest) -> HttpResponse:
    held = store.held()
    card = help_card(tidy(request.GET.get("q", "")), held) if held else None
    return JsonResponse({"card": card and card.while_typing(), "suggestions": []})


def help_card(typed: str, held: store.IndexStore) -> ShownCard | None:
    language = str(get_language())
    card = card_for(typed, language, held.words) if typed else None
    return with_numbers(card, last_known(language)) if card else None


def remembered(typed: str, held: store.IndexStore) -> list[Remembered]:
    index = held.indexes.get(str(get_language()))
    ranked = index.find(index.understood(typed)) if index and typed else []
    known = (held.titles.get(page, {}).get(pk) for pk, page, _ in ranked)
    return [Remembered(*one) for one in known if one][:MOST_SHOWN]


def as_json(found: list[Remembered], card: ShownCard | None) -> dict[str, Any]:
    results = [as_result(one) for one in found]
    told = card.for_programs() if card else None
    return {"results": results, "total": len(results), "suggestion": "", "missing": [], "card": told}


def as_result(one: Remembered) -> dict[str, Any]:
    """With the fields that results have otherwise."""
    known = {"url": one.url, "topic": one.title, "question": one.title, "language": get_language()}
    return known | {"short_answer": "", "passage": "", "kind": "", "more": None, "checked": None}


def as_page(request: HttpRequest, typed: str, found: list[Remembered], card: ShownCard | None) -> HttpResponse:
    return plain_page(
        request,
        "home/search_while_away.html",
        status=200,
        query=typed,
        results=found,
        card=card,
        LANGUAGE_CODE=get_language(),
    )
