"""Patterns as data: a TOML file of them, each on as many lines as it takes to be read."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

NAMED = re.compile(r"\{([a-z_]+)\}")


def toml(file: Path) -> dict[str, str]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def patterns_in(file: Path, words: Mapping[str, str] | None = None) -> dict[str, re.Pattern[str]]:
    """Where a line begins and ends says nothing. {name} stands for another pattern of the file, or for any of `words`.

    `words`: {name: words or patterns with spaces between them; "_" is a space within one}.
    """
    lists = {name: f"(?:{'|'.join(listed.split()).replace('_', ' ')})" for name, listed in (words or {}).items()}
    written = {name: "".join(map(str.strip, pattern.splitlines())) for name, pattern in toml(file).items()}

    def spelled_out(name: str) -> str:
        return lists[name] if name in lists else NAMED.sub(lambda found: spelled_out(found[1]), written[name])

    return {name: re.compile(spelled_out(name)) for name in written}
