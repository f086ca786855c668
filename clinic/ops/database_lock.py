"""Locks that the database holds for one process, on whatever machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def transaction_of_its_own() -> Iterator[CursorWrapper]:
    """A cursor whose locks end with the block, and with this process: they are those of a transaction on a connection
    of its own. A pooler gives locks of a session to whoever comes next.
    """
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            yield cursor
    finally:
        own.close()
