"""Whether this process lives, and whether the site can do its work."""

from dataclasses import asdict

from django.db import connection
from django.db.utils import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from clinic.jobs.health import health


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """`/healthz`: this process answers."""
    return JsonResponse({"alive": True})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """`/readyz`: 200 when the database answers too, else 503.

    `worker`, `mail` and `failing` say how the work behind the pages goes. They never make it 503: a clinic whose
    mail is late still answers patients, and must not be taken away from them.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return JsonResponse({"database": True} | asdict(health()))
    except Error:
        return JsonResponse({"database": False}, status=503)
