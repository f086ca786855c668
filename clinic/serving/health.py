from django.db import connection
from django.db.utils import Error
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def alive(request):
    """`/healthz`: this process answers."""
    return JsonResponse({"alive": True})


@never_cache
def ready(request):
    """`/readyz`: 200 when the database answers too, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True})
