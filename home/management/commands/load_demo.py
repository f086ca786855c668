"""`load_demo` fills an empty site with example content; `load_demo --remove` takes it away again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demo_loading.files import Mistake
from home.demo_loading.loading import Refused, load
from home.demo_loading.removing import remove


class Command(BaseCommand):
    help = "Fills an empty site with the pages of a made-up clinic. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--remove", action="store_true", help="take the demo away again; what staff have changed stays"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in remove() if options["remove"] else [load()]:
                self.stdout.write(line)
        except (Refused, Mistake) as error:
            raise CommandError(str(error)) from error
