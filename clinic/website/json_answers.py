"""What programs that read the JSON may do with an answer, and errors that they can read."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.deprecation import MiddlewareMixin

API = "/api/"
# Any website may read what anybody may read. What was taken down is gone from caches soon after.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FRESH = "public, max-age=60"


class ForPrograms(MiddlewareMixin):
    """For addresses of the JSON only. Errors of every origin are JSON there: no such address, no database, a fault."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.path.startswith(API):
            return response
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            response = in_json(response)
        for name, value in OPEN.items():
            response[name] = value
        response.setdefault("Cache-Control", FRESH if response.status_code == HTTPStatus.OK else "no-store")
        return response


def in_json(response: HttpResponse) -> HttpResponse:
    """An error that says in JSON what went wrong, with the headers that belong to it."""
    if response.get("Content-Type", "").startswith("application/json"):
        return response
    told = JsonResponse({"message": HTTPStatus(response.status_code).phrase.lower()}, status=response.status_code)
    for name in ("Retry-After", "Allow"):
        if name in response:
            told[name] = response[name]
    return told
