"""The tables and the first content."""

import io
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from subprocess import DEVNULL, Popen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DataError, Error, IntegrityError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from psycopg.errors import LockNotAvailable
from wagtail.models import Page, PageLogEntry

from clinic.ops.database_lock import transaction_of_its_own
from clinic.ops.progress import Say

# Home is at depth 2 and its sections at depth 3; what a clinic has to say is below them.
CONTENT_DEPTH = 4

# Any number, the same on all machines of a clinic.
LOCK = 20_260_501
# How long a change of a table waits for those who use it, and what is waited in between, in seconds.
LOCK_SECONDS, PAUSES = 3, (1, 2, 4, 8, 16)


class DatabaseAway(CommandError):
    """It does not answer now, and may later."""


def prepare(say: Say) -> None:
    """Tables and first content, by one machine at a time; raises CommandError, in one sentence, when it cannot."""
    try:
        with one_machine_at_a_time(say):
            patiently(bring_up_to_date, say)
            fill(say)
    except OperationalError as error:
        raise DatabaseAway(f"The database does not answer ({in_a_line(error)}).") from error


@contextmanager
def one_machine_at_a_time(say: Say) -> Iterator[None]:
    with transaction_of_its_own() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if cursor.fetchone() != (True,):
            say("Database: waiting for another machine that prepares it")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


def patiently(change: Callable[[Say], None], say: Say) -> None:
    """Who changes a table waits for its readers, and new ones wait behind: seconds at most, then again later."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    try:
        for pause in PAUSES:
            try:
                return change(say)
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                say(f"Database: a table is in use; trying again in {pause} s")
            time.sleep(pause)
        raise CommandError("The tables are in use and could not be changed: end long work on the database, try again.")
    finally:
        forget_lock_timeout()


def forget_lock_timeout() -> None:
    with suppress(Error), connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def bring_up_to_date(say: Say) -> None:
    """Makes the tables what the code needs. Each change is made as a whole or not at all."""
    executor = MigrationExecutor(connection)
    if changes := len(executor.migration_plan(executor.loader.graph.leaf_nodes())):
        say(f"Database: making {changes} changes to its tables")
        try:
            call_command("migrate", interactive=False, stdout=Counting(changes, say), no_color=True)
        except (ProgrammingError, IntegrityError, DataError) as error:
            raise CommandError(f"The tables could not be changed ({in_a_line(error)}). What was done stays.") from error


def in_a_line(error: Exception) -> str:
    return " ".join(str(error).split())


class Counting(io.StringIO):
    """Takes the lines of `migrate` and says how far it is, with a line for every fortieth change."""

    def __init__(self, total: int, say: Say) -> None:
        super().__init__()
        self.done, self.total, self.say = 0, total, say

    def write(self, text: str) -> int:
        if text.startswith("  Applying"):
            self.done += 1
            if self.done % 40 == 0:
                self.say(f"  {self.done} of {self.total} changes made")
        return len(text)


def fill(say: Say) -> None:
    """Roles, first pages, demo content and the search's index: each only where missing."""
    call_command("bootstrap", stdout=io.StringIO())
    # Beside the rest: on two cores nobody waits for it, and its memory is free again afterwards.
    with Popen([sys.executable, str(settings.BASE_DIR / "manage.py"), "learn"], stdout=DEVNULL) as learning:
        load_demo(say)
        call_command("rebuild_search", if_needed=True, stdout=io.StringIO())
        if learning.wait():
            say("Help cards and claims: not learned from their examples yet; the worker will try again.")


def load_demo(say: Say) -> None:
    """Demo content for an empty site, where the settings offer it and nobody has taken it away."""
    if not settings.LOAD_DEMO or has_content() or was_taken_away():
        return
    say("Demo content: loading, because the site is empty")
    try:
        call_command("load_demo", stdout=io.StringIO())
    except CommandError as refusal:
        say(f"Demo content left out: {refusal}")


def has_content() -> bool:
    return Page.objects.filter(depth__gte=CONTENT_DEPTH).exists()


def was_taken_away() -> bool:
    """Whether somebody has removed the demo from this site: then an empty site is what they want."""
    return PageLogEntry.objects.filter(data__made_by="load_demo", data__taken_away=True).exists()
