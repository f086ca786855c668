"""The synonyms and help cards that every clinic starts with."""

import tomllib
from pathlib import Path

from home.models import SearchCard, Synonym

FILE = Path(__file__).with_name("seed.toml")


def add_first_words():
    """Into tables that are empty. What staff have changed or taken out stays as they left it."""
    seeds = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for model, rows in ((Synonym, seeds["synonym"]), (SearchCard, seeds["card"])):
        if not model.objects.exists():
            for row in rows:
                model.objects.create(**{name: value.strip() for name, value in row.items()})
