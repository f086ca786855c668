"""The tables and the first content."""

import io

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, PageLogEntry

# Home is at depth 2 and its sections at depth 3; what a clinic has to say is below them.
CONTENT_DEPTH = 4


def changes_to_make():
    """How many migrations the database lacks; raises CommandError when it does not answer."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise CommandError(f"The database does not answer ({' '.join(str(error).split())}).") from error
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(total, say):
    """Brings the tables up to date, with a line of progress for every fortieth of `total` migrations."""
    call_command("migrate", interactive=False, stdout=Counting(total, say), no_color=True)


class Counting(io.StringIO):
    """Takes the lines of `migrate` and says how far it is."""

    def __init__(self, total, say):
        super().__init__()
        self.done, self.total, self.say = 0, total, say

    def write(self, text):
        if text.startswith("  Applying"):
            self.done += 1
            if self.done % 40 == 0:
                self.say(f"  {self.done} of {self.total} changes made")
        return len(text)


def has_content():
    return Page.objects.filter(depth__gte=CONTENT_DEPTH).exists()


def load_demo(say):
    """Demo content for an empty site, where settings and installation offer it and nobody has taken it away."""
    if not settings.LOAD_DEMO or "load_demo" not in get_commands() or has_content() or was_taken_away():
        return
    say("Demo content: loading, because the site is empty")
    try:
        call_command("load_demo", stdout=io.StringIO())
    except CommandError as refusal:
        say(f"Demo content left out: {refusal}")


def was_taken_away():
    """Whether somebody has removed the demo from this site: then an empty site is what they want."""
    return PageLogEntry.objects.filter(data__made_by="load_demo", data__taken_away=True).exists()
