"""Whether this process lives, and whether the site can do its work."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.db.utils import Error
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.deprecation import MiddlewareMixin
from django.views.decorators.cache import never_cache

from clinic.jobs.health import health
from clinic.ops.disk import has_room
from clinic.ops.releases import tables_are_up_to_date
from clinic.website.page_cache.change_watch import AWAY

ADDRESSES = ("/healthz", "/readyz", "/metrics")
TAKES_CHANGES = "SELECT NOT (pg_is_in_recovery() OR current_setting('transaction_read_only')::bool)"

# What rooms above tell of themselves: {name: whether it is well}.
TOLD: dict[str, Callable[[], bool]] = {}


class AskedByNumber(MiddlewareMixin):
    """Who watches this machine asks it by its number, over plain http: whatever the host is called, it is this one."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info in ADDRESSES:
            try:
                request.get_host()
            except DisallowedHost:
                request.META["HTTP_HOST"] = urlsplit(settings.SITE_URL).netloc


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """`/healthz`: this process answers."""
    return JsonResponse({"alive": True})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """`/readyz`: 200 when the database answers too, else 503.

    All else says how the work behind the pages goes. It never makes it 503: a clinic whose mail is late still answers
    patients, and must not be taken away from them.
    """
    told = state(request)
    return JsonResponse(told, status=200 if told["database"] else 503)


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """`/metrics`: the same in numbers, as Prometheus reads them, where METRICS is set."""
    if not settings.METRICS:
        raise Http404
    return HttpResponse("".join(lines(state(request))), content_type="text/plain; version=0.0.4; charset=utf-8")


def state(request: HttpRequest) -> dict[str, Any]:
    """{name: whether it is well, a number, or what is not well}; while the database is away, what is known without."""
    without = {"database": False, "disk": has_room()}
    if request.META.get(AWAY):
        return without
    try:
        with connection.cursor() as cursor:
            cursor.execute(TAKES_CHANGES)
            [takes_changes] = cursor.fetchone()
        work = {name: how for name, how in asdict(health()).items() if how is not None}
        told = without | {"database": True, "takes_changes": takes_changes, "tables": tables_are_up_to_date()}
        return told | work | {name: is_well() for name, is_well in TOLD.items()}
    except Error:
        return without


def lines(told: dict[str, Any]) -> list[str]:
    numbers = {name: len(how) if isinstance(how, list) else int(how) for name, how in told.items()}
    return [f"# TYPE clinic_{name} gauge\nclinic_{name} {number}\n" for name, number in numbers.items()]
