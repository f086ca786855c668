"""Who runs the jobs when several schedulers are started: the one that holds a lock in the database."""

from contextlib import suppress

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import Error

# Any number that nothing else in this database locks; "clinic" read as six bytes.
LOCK = int.from_bytes(b"clinic")


class Leader:
    """Holds an advisory lock on a database connection of its own. The database releases it when that is lost."""

    def __init__(self):
        self._connection = connections[DEFAULT_DB_ALIAS].copy()
        self._holds = False

    def is_leading(self):
        """Whether this process holds the lock now; tries to get it when not. Raises django.db.Error when the
        database does not answer, and has then given up the lock."""
        try:
            self._holds = self._ask("SELECT 1" if self._holds else f"SELECT pg_try_advisory_lock({LOCK})::int")
        except Error:
            self._holds = False
            self._connection.close()
            raise
        return self._holds

    def resign(self):
        """Gives the lock up, so that another scheduler can have it from now on."""
        if self._holds:
            with suppress(Error):
                self._ask(f"SELECT pg_advisory_unlock({LOCK})::int")
        self._holds = False
        self._connection.close()

    def _ask(self, query):
        with self._connection.cursor() as cursor:
            cursor.execute(query)
            return bool(cursor.fetchone()[0])
