"""The words of vocabulary.toml as patterns."""

import tomllib
from functools import cache
from pathlib import Path


def one_of(name: str) -> str:
    """A pattern for any word of the list `name`."""
    return f"(?:{'|'.join(words()[name].split()).replace('_', ' ')})"


@cache
def words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
