"""What programs may do with an answer, and errors that they can read."""

from http import HTTPStatus
from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.deprecation import MiddlewareMixin

from clinic.website.last_known_details import last_known

API = "/api/"
# Any website may read what anybody may read. What was taken down is gone from caches soon after.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FRESH = "public, max-age=60"


# What else programs ask for, by the end of its address, and as what an error is told there.
IN_WORDS = {".md": "text/markdown", **dict.fromkeys((".txt", ".xml", ".rss", ".atom"), "text/plain")}


class ForPrograms(MiddlewareMixin):
    """Errors of every origin are of the kind that was asked for: no such address, no database, a fault."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        kind = IN_WORDS.get(PurePosixPath(request.path).suffix)
        if kind and response.status_code >= HTTPStatus.BAD_REQUEST:
            return in_words(response, kind)
        if not request.path.startswith(API):
            return response
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            response = in_json(response)
        for name, value in OPEN.items():
            response[name] = value
        response.setdefault("Cache-Control", FRESH if response.status_code == HTTPStatus.OK else "no-store")
        return response


def in_words(response: HttpResponse, kind: str) -> HttpResponse:
    known = last_known("")
    words = [HTTPStatus(response.status_code).phrase, known.get("name"), known.get("phone")]
    told = HttpResponse("\n\n".join(filter(None, words)), f"{kind}; charset=utf-8", response.status_code)
    return with_its_headers(told, response)


def with_its_headers(told: HttpResponse, response: HttpResponse) -> HttpResponse:
    for name in ("Retry-After", "Allow"):
        if name in response:
            told[name] = response[name]
    told["Cache-Control"] = "no-store"
    return told


def in_json(response: HttpResponse) -> HttpResponse:
    """An error that says in JSON what went wrong, with the headers that belong to it."""
    if response.get("Content-Type", "").startswith("application/json"):
        return response
    told = JsonResponse({"message": HTTPStatus(response.status_code).phrase.lower()}, status=response.status_code)
    return with_its_headers(told, response)
