"""Writes the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.ops.progress import Bar
from home.search.index.writer import needs_writing, write_everything


class Command(BaseCommand):
    help = "Writes anew what search finds. Searching goes on meanwhile; each worker takes in what changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="Only where it is missing or of another version.")

    def handle(self, *args: Any, if_needed: bool = False, **options: Any) -> None:
        if if_needed and not needs_writing():
            return
        pages = write_everything(Bar("Search"))
        self.stdout.write(f"Pages that search finds: {pages}.")
