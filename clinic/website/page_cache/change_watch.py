"""Whether the database answers, and which content it has: asked in a thread, so that no visitor waits for it.

A change is told to `forgetting.py`, which forgets the pages that were made before.
"""

import logging
import os
import select
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from weakref import WeakSet

import psycopg
from django.db import connection as django_connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.utils import timezone
from psycopg.pq import ExecStatus

logger = logging.getLogger(__name__)
EVERY, PATIENCE = 0.3, 2.0  # seconds
# What the application finds in `environ`: that it need not ask the database.
AWAY = "clinic.database_is_away"
# What is noted, and the notices of this moment: they come and go by themselves.
VERSION = b"""SELECT count(*), coalesce(sum(id), 0), (
    SELECT string_agg(id::text, ',' ORDER BY id) FROM site_urgentnotice WHERE starts_at <= now() AND ends_at > now()
) FROM website_contentchange"""
# A notice that begins is a change of all pages: told by a number that nothing else has.
CHANGES = b"""SELECT id, coalesce(page, 0) FROM website_contentchange UNION ALL
    SELECT -id, 0 FROM site_urgentnotice WHERE starts_at <= now() AND ends_at > now()"""

# Connections of this process in which a visitor may be waiting.
used: WeakSet[Any] = WeakSet()


@receiver(connection_created)
def keep_in_view(connection: Any, **kwargs: Any) -> None:
    used.add(connection.connection)


class Watched:
    """The WSGI application of the admin: whoever waits for a database that is stopped in its tracks gets an answer."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application, self.watch = application, Watch(lambda changes: None)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.watch.begin()
        return self.application(environ | {AWAY: self.watch.is_away}, start_response)


class Watch:
    """Of one process. `version` is that of the content as last seen, `seen_at` when; `is_away` while nothing answers.

    `tell` is given the changes whenever the version is another: {number: page, 0 for any}.
    """

    def __init__(self, tell: Callable[[dict[int, int]], None]) -> None:
        self.tell = tell
        self.version, self.seen_at, self.is_away = "", 0.0, False
        self.first_look = threading.Event()
        self.thread: threading.Thread | None = None
        self.connection: psycopg.Connection | None = None

    def begin(self) -> None:
        """Start looking, unless it does; the first time wait for what it sees."""
        if self.thread is None or not self.thread.is_alive():
            self.thread = threading.Thread(target=self.run, name="watch", daemon=True)
            self.thread.start()
        if not self.first_look.is_set():
            self.first_look.wait(PATIENCE)

    def run(self) -> None:
        while True:
            try:
                self.look()
            except Exception:
                logger.exception("The watch on the database stumbled")
            self.first_look.set()
            time.sleep(EVERY)

    def look(self) -> None:
        try:
            seen = self.ask_anew(VERSION)
            version = repr((seen, timezone.localdate().isoformat()))
            if version != self.version:
                self.tell({int(number): int(page) for number, page in self.ask(CHANGES)})
            self.version, self.seen_at, self.is_away = version, time.time(), False
        except (psycopg.Error, OSError) as error:
            self.give_up(error)
        except Exception:
            logger.exception("What the database holds could not be seen")
            self.give_up(None)

    def give_up(self, error: Exception | None) -> None:
        if not self.is_away:
            logger.error("The database does not answer: %s", type(error).__name__)
        self.is_away = True
        if self.connection:
            self.connection.close()
        self.connection = None
        hang_up()

    def ask_anew(self, query: bytes) -> list[tuple[str, ...]]:
        """Once more where only our own line has ended: nobody else is to lose theirs for that."""
        had_one = self.connection is not None
        try:
            return self.ask(query)
        except psycopg.Error:
            if not had_one:
                raise
            self.connection = None
            return self.ask(query)

    def ask(self, query: bytes) -> list[tuple[str, ...]]:
        """The rows of `query`, as text. Raises TimeoutError where the database is stopped in its tracks."""
        if self.connection is None:
            given = django_connection.get_connection_params()
            kept = {name: value for name, value in given.items() if name not in ("context", "cursor_factory")}
            self.connection = psycopg.connect(**kept | {"connect_timeout": int(PATIENCE)}, autocommit=True)
        wire = self.connection.pgconn
        wire.send_query(query)
        ends, rows = time.monotonic() + PATIENCE, []
        while result := received(wire, ends):
            if result.status != ExecStatus.TUPLES_OK:
                raise psycopg.OperationalError(result.error_message.decode(errors="replace"))
            width, height = range(result.nfields), range(result.ntuples)
            rows = [tuple((result.get_value(row, column) or b"").decode() for column in width) for row in height]
        return rows


def received(wire: Any, ends: float) -> Any:
    """The next result on `wire`, None after the last; TimeoutError at the moment `ends`."""
    ready = select.poll()
    ready.register(wire.socket, select.POLLIN)
    while wire.is_busy():
        if not ready.poll(max(0, ends - time.monotonic()) * 1000):
            raise TimeoutError
        wire.consume_input()
    return wire.get_result()


def hang_up() -> None:
    """Whoever waits for the database gets an error now, and the process is free for others."""
    for connection in list(used):
        with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)
