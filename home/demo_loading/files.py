"""Reads the files of home/demo/."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "demo"
Said = dict[str, Any]


class Mistake(ValueError):
    """A demo file says something that cannot become a page."""


def read(folder: Path = FOLDER) -> Said:
    """What the files hold, each under its name without ".toml", those of a folder inside under that folder's name."""
    paths = [path for path in sorted(folder.iterdir()) if path.is_dir() or path.suffix == ".toml"]
    return {path.stem: read(path) if path.is_dir() else _toml(path) for path in paths}


def _toml(path: Path) -> Said:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Mistake(f"{path.name} cannot be read: {error}.") from error
