"""`manage.py up`: the clinic with one command."""

import logging
from typing import Any

from django.core.management.base import CommandParser

from clinic.ops.launching.launch import Launch
from clinic.ops.progress import LongCommand


class Command(LongCommand):
    help = (
        "Sets up whatever is missing, then runs the clinic: database, tables, first pages, the public site, "
        "the admin and the background work. Ctrl-C stops all of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reload", action="store_true", help="For development: changes show at once, with the debug toolbar."
        )

    def handle(self, *args: Any, reload: bool, **options: Any) -> None:
        # Making the first pages writes a line for each of them; what `up` does is said in words of its own.
        logging.disable(logging.INFO)
        Launch(self.say, reload).run()
