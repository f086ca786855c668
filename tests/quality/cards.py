"""The help cards of search, on phrasings by somebody who had seen neither the rules nor the examples."""

from pathlib import Path

from home.search.index.staff_words import StaffWords
from home.search.staff.card_figures import figures, phrasings

FILE = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    print("\n".join(["", "Help cards", "", *figures(phrasings(FILE), StaffWords())]))
