"""Refuses what no database can hold, before anything reads it."""

from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext


class RefuseNul:
    """A NUL byte in an address makes Postgres raise; no person types one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in unquote(request.get_full_path()):
            return HttpResponseBadRequest(
                gettext("This address cannot be read."), content_type="text/plain; charset=utf-8"
            )
        return self.get_response(request)
