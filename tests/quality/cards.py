"""The help cards of search, on phrasings by people who had seen neither the rules nor the examples."""

from pathlib import Path

from home.search.help_cards.figures import figures, phrasings
from home.search.index.staff_words import StaffWords

FILES = ("cards.jsonl", "cards_3.jsonl", "cards_4.jsonl", "cards_5.jsonl")


def main() -> None:
    for name in FILES:
        print(
            "\n".join(
                ["", f"Help cards: {name}", "", *figures(phrasings(Path(__file__).with_name(name)), StaffWords())]
            )
        )
