"""Whether this process lives, and whether the site can do its work."""

from collections.abc import Callable
from dataclasses import asdict

from django.db import connection
from django.db.utils import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from clinic.jobs.health import health
from clinic.website.page_memory.application import AWAY

# What rooms above tell of themselves: {name: whether it is well}.
TOLD: dict[str, Callable[[], bool]] = {}


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """`/healthz`: this process answers."""
    return JsonResponse({"alive": True})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """`/readyz`: 200 when the database answers too, else 503.

    `worker`, `mail`, `failing` and what is TOLD say how the work behind the pages goes. They never make it 503: a
    clinic whose mail is late still answers patients, and must not be taken away from them.
    """
    if request.META.get(AWAY):
        return JsonResponse({"database": False}, status=503)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        work = {name: how for name, how in asdict(health()).items() if how is not None}
        return JsonResponse({"database": True} | work | {name: is_well() for name, is_well in TOLD.items()})
    except Error:
        return JsonResponse({"database": False}, status=503)
