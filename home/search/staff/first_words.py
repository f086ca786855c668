"""The synonyms, help cards and medicines that every clinic starts with."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import Model

from home.models import Medicine, SearchCard, Synonym

FILE = Path(__file__).with_name("first_words.toml")
MEDICINES = Path(__file__).with_name("medicines.toml")
NOTE = "Everyday words and words of medicine."


def add_first_words() -> None:
    """Into tables that are empty, and a card for a level that has none. What staff changed stays as they left it."""
    seeds = tomllib.loads(FILE.read_text(encoding="utf-8"))
    levels = set(SearchCard.objects.values_list("level", flat=True))
    add(SearchCard, (card for card in seeds["card"] if card["level"] not in levels))
    for model, rows in ((Synonym, [*seeds["synonym"], *everyday(seeds["everyday"])]), (Medicine, medicines())):
        if not model._default_manager.exists():
            add(model, rows)


def add(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        model._default_manager.create(**{name: value.strip() for name, value in row.items()})


def medicines() -> Iterator[dict[str, str]]:
    """Rows of Medicine."""
    for group in tomllib.loads(MEDICINES.read_text(encoding="utf-8"))["class"]:
        for names in group["medicines"]:
            yield {"group": group["name"], "names": "\n".join(names)}


def everyday(words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`{language: [[words for the same thing], …]}` as rows of Synonym."""
    for code, groups in words.items():
        for group in groups:
            yield {"language": code, "typed": "\n".join(group), "note": NOTE}
