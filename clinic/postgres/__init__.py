"""The private Postgres of a clinic that has no database of its own yet. Knows nothing of Django."""

from .private import PrivatePostgres
from .words import PostgresUnavailable

__all__ = ["PostgresUnavailable", "PrivatePostgres"]
