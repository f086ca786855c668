"""`manage.py up`: the clinic with one command."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.ops.launching.launch import Launch


class Command(BaseCommand):
    help = (
        "Sets up whatever is missing, then runs the clinic: database, tables, first pages, the public site, "
        "the admin and the background work. Ctrl-C stops all of it."
    )
    # The checks read every address and template, which takes a second; `make check` runs them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reload", action="store_true", help="For development: changes show at once, with the debug toolbar."
        )

    def handle(self, *args: Any, reload: bool, **options: Any) -> None:
        # Making the first pages writes a line for each of them; what `up` does is said in words of its own.
        logging.disable(logging.INFO)
        Launch(self.say, reload).run()

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
