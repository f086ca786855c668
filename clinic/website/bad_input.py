"""Refuses what no person types and what would cost more than a page, before anything reads it."""

import codecs
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext

from clinic.website.unavailable import plain_page

# No page lies deeper; each part of an address is one more thing the database is asked for.
MOST_PARTS = 10
LONGEST_PATH = 2000
# Search takes whatever is pasted into it, and cuts it itself.
LONGEST_QUERY, MOST_PARAMETERS = 150_000, 100
# A long text that somebody pastes into a form comes back in its field, with the reason; more than this is no text.
LARGEST_BODY = 256 * 1024
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
# What browsers send forms in. Some other names Python knows are no encodings of text: with them every form would fail.
ENCODINGS = ("utf-8", "ascii")
UNREADABLE = "application/octet-stream; charset=unreadable"


class RefuseNul(MiddlewareMixin):
    """A NUL byte in an address makes Postgres raise; no person types one."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if "\0" not in unquote(request.get_full_path()):
            return None
        return HttpResponseBadRequest(gettext("This address cannot be read."), content_type="text/plain; charset=utf-8")


class BoundedWork(RefuseNul):
    """For patients' pages: what a request costs must not grow with what somebody puts into it."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if not (status := too_much(request)):
            return super().process_request(request)
        return plain_page(request, "too_much.html", status, {"Allow": ", ".join(METHODS)} if status == 405 else None)


def too_much(request: HttpRequest) -> int:
    """The status with which to refuse; 0 for what a person may have asked for."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if request.method not in METHODS:
        return 405
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return 414
    if path.count("/") > MOST_PARTS + 1:
        return 404
    if query.count("&") >= MOST_PARAMETERS or not can_be_read(request):
        return 400
    return 413 if size_of_body(request) > LARGEST_BODY else 0


def size_of_body(request: HttpRequest) -> int:
    """As the request tells it: no more than that is read."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() and len(told) < 20 else sys.maxsize


def can_be_read(request: HttpRequest) -> bool:
    """Whether what was sent is said to be text as browsers write it."""
    try:
        return codecs.lookup((request.content_params or {}).get("charset", "utf-8")).name in ENCODINGS
    except (LookupError, ValueError):
        return False


def with_readable_type(application: Callable[..., Any]) -> Callable[..., Any]:
    """`application`, for which a kind of content that Django cannot take apart, and would fail over, is no kind."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        try:
            parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except (LookupError, ValueError):
            environ["CONTENT_TYPE"] = UNREADABLE
        return application(environ, start)

    return answer
