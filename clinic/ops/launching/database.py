"""The tables and the first content."""

import io
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, PageLogEntry

# Home is at depth 2 and its sections at depth 3; what a clinic has to say is below them.
CONTENT_DEPTH = 4

Say = Callable[[str], object]


def bring_up_to_date(say: Say) -> None:
    """Makes the tables; raises CommandError when the database does not answer."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise CommandError(f"The database does not answer ({' '.join(str(error).split())}).") from error
    if changes := len(executor.migration_plan(executor.loader.graph.leaf_nodes())):
        say(f"Database: making {changes} changes to its tables")
        call_command("migrate", interactive=False, stdout=Counting(changes, say), no_color=True)


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
    load_demo(say)
    call_command("rebuild_search", if_needed=True, stdout=io.StringIO())


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
