"""The private Postgres of a clinic that has no database of its own yet. Knows nothing of Django."""

from .messages import PostgresUnavailable
from .private import PrivatePostgres

__all__ = ["PostgresUnavailable", "PrivatePostgres"]
