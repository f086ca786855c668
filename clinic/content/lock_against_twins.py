"""What may be there once is added by one person after the other: who comes second is told of the first's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse


@contextmanager
def one_at_a_time(model: type[Model]) -> Iterator[None]:
    """Until it is left nobody else is in here for the same model, in whatever process."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [model._meta.db_table])
        yield


class OneAtATime:
    """For a view that saves: a form looks for twins and is saved before the next one looks."""

    model: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        with one_at_a_time(self.model):
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
