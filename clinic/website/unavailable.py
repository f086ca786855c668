"""Error pages that need no database."""

import logging
import re
import sys
from typing import Any

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language
from psycopg.errors import ReadOnlySqlTransaction

from clinic.website.last_known_details import last_known
from clinic.website.page_cache.change_watch import AWAY

# Addresses that need none, or answer in their own way while it is away.
WITHOUT_DATABASE = re.compile(r"/(healthz|readyz|metrics|media/images/.*|([a-z-]+/)?search/(suggest/)?)")

log = logging.getLogger(__name__)


class SayUnavailable(MiddlewareMixin):
    """When the database is away the visitor gets a plain page with the clinic's phone number, and status 503."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        # Nobody waits to learn again what is known already.
        is_known = request.META.get(AWAY) and not WITHOUT_DATABASE.fullmatch(request.path_info)
        return unavailable(request) if is_known else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_outage(exception):
            log.error("The database does not answer: %s", type(exception).__name__)
            return unavailable(request)
        return None


def is_outage(exception: BaseException | None) -> bool:
    """The database is away, or may only be read: a replica, or one whose disk was full."""
    takes_no_changes = isinstance(exception, InternalError) and isinstance(exception.__cause__, ReadOnlySqlTransaction)
    return takes_no_changes or isinstance(exception, OperationalError | InterfaceError)


def unavailable(request: HttpRequest) -> HttpResponse:
    return plain_page(request, "503.html", status=503, headers={"Retry-After": "60"})


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: also for what fails before a view is asked, such as the page that refuses a form."""
    return unavailable(request) if is_outage(sys.exc_info()[1]) else plain_page(request, "500.html", status=500)


def plain_page(
    request: HttpRequest, template: str, status: int, headers: dict[str, str] | None = None, **words: Any
) -> HttpResponse:
    """A page made without the database, so without context processors. `words` are for its template."""
    known = {"clinic_details": last_known(get_language()), "home_url": reverse("wagtail_serve", args=[""])}
    page = render(None, template, known | words, status=status)
    for name, value in (headers or {}).items():
        page[name] = value
    return page
