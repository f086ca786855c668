"""Who runs the jobs when several schedulers are started: the one that holds a lock in the database."""

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
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT 1" if self._holds else f"SELECT pg_try_advisory_lock({LOCK})::int")
                self._holds = bool(cursor.fetchone()[0])
        except Error:
            self.resign()
            raise
        return self._holds

    def resign(self):
        """Gives the lock up."""
        self._holds = False
        self._connection.close()
