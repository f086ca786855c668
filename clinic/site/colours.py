"""The colours of the style sheet, for what is drawn without it."""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[1] / "static/clinic/css/tokens.css"


@cache
def colour(name: str) -> str:
    """The raw colour of a token such as "deep" in the light theme: written once, in tokens.css."""
    found = re.search(rf"--color-{re.escape(name)}: (#[0-9a-f]{{6}});", TOKENS.read_text())
    if found is None:
        raise KeyError(f"There is no colour {name} in {TOKENS.name}.")
    return found[1]


@cache
def both(name: str) -> tuple[str, str]:
    """The colours of a token in the light and the dark theme."""
    found = re.search(
        rf"--color-{re.escape(name)}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\);", TOKENS.read_text()
    )
    if found is None:
        raise KeyError(f"There is no colour {name} for two themes in {TOKENS.name}.")
    return found[1], found[2]
