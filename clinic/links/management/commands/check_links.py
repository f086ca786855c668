"""Looks at links now instead of waiting for the periodic job."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.links.checking import check_batch
from clinic.links.links_of_pages import note_everything


class Command(BaseCommand):
    help = "Checks where the public pages lead to: a slice of the addresses that are due, politely."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=int, default=20, help="How long this slice may take.")
        parser.add_argument("--anew", action="store_true", help="Read the links of every page again first.")

    def handle(self, *args: Any, seconds: float, anew: bool = False, **options: Any) -> None:
        if anew:
            note_everything()
        checked = check_batch(seconds)
        self.stdout.write("Another check is running." if checked is None else f"Addresses checked: {checked}.")
