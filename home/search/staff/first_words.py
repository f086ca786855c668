"""The synonyms and help cards that every clinic starts with."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from home.models import SearchCard, Synonym

FILE = Path(__file__).with_name("first_words.toml")
NOTE = "Everyday words and words of medicine."


def add_first_words() -> None:
    """Into tables that are empty. What staff have changed or taken out stays as they left it."""
    seeds = tomllib.loads(FILE.read_text(encoding="utf-8"))
    synonyms = [*seeds["synonym"], *everyday(seeds["everyday"])]
    for model, rows in ((Synonym, synonyms), (SearchCard, seeds["card"])):
        if not model.objects.exists():
            for row in rows:
                model.objects.create(**{name: value.strip() for name, value in row.items()})


def everyday(words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`{language: [[words for the same thing], …]}` as rows of Synonym."""
    for code, groups in words.items():
        for group in groups:
            yield {"language": code, "typed": "\n".join(group), "note": NOTE}
