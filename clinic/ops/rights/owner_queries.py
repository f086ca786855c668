"""Questions to the database that owns the tables."""

from typing import Any

from django.db import connection


def asked(query: str, values: Any = None) -> list[tuple[Any, ...]]:
    """Its rows; none where the statement gives none."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []
