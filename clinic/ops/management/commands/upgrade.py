"""`manage.py upgrade`: what `up` does before it opens, where systemd or containers run the processes."""

import logging
from typing import Any

from django.core.management import call_command

from clinic.ops.launching.database import prepare
from clinic.ops.launching.static_files import mark
from clinic.ops.progress import LongCommand


class Command(LongCommand):
    help = "Brings tables, first pages, search index and static files up to date. Safe on several machines at once."

    def handle(self, *args: Any, **options: Any) -> None:
        # Making the first pages writes a line for each of them.
        logging.disable(logging.INFO)
        try:
            prepare(self.say)
            self.collect()
        finally:
            logging.disable(logging.NOTSET)
        self.say("Everything is up to date")

    def collect(self) -> None:
        if not (done := mark()).exists():
            self.say("Static files: collecting and compressing")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            done.touch()
