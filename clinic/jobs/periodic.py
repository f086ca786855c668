"""What runs, how often, and what happens when it fails."""

import time

from django.core.management import call_command
from django.db import close_old_connections

from .job_runs import beat


class Job:
    """A management command that runs every `every` seconds, beginning at once."""

    def __init__(self, command, every, options=None):
        self.command = command
        self.every = every
        self.options = options or {}
        self.due_at = 0.0

    def is_due(self, now):
        """`now` as time.monotonic() gives it."""
        return now >= self.due_at

    def run(self):
        """Runs the command once. A failure is noted and ends nothing else: the job runs again when next due."""
        self.due_at = time.monotonic() + self.every
        close_old_connections()
        try:
            with beat(self.command, self.every):
                call_command(self.command, **{"verbosity": 0} | self.options)
        finally:
            close_old_connections()
