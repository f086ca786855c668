"""How well the help cards recognise phrasings that nobody tuned them on."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.search.help_cards.figures import figures, phrasings
from home.search.index.staff_words import StaffWords


class Command(BaseCommand):
    help = (
        "Prints how many phrasings in files show the right help card, and how many look-alikes show one. "
        'A line of a file: {"text": …, "lang": "en", "card": a card or null, "near": the card it is or looks like}; '
        "cards are crisis, danger, today and medicine."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, files: list[Path], **options: Any) -> None:
        staff_words = StaffWords()
        for file in files:
            self.stdout.write(f"{file}:")
            for line in figures(phrasings(file), staff_words):
                self.stdout.write(line)
