"""The words of vocabulary.toml and the patterns of patterns.toml, made ready when the program starts."""

import re
import tomllib
from pathlib import Path

WORDS, SPELLED = (
    tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for name in ("vocabulary.toml", "patterns.toml")
)
NAMED = re.compile(r"\{([a-z_]+)\}")


def spelled_out(name: str) -> str:
    """Of a pattern, in one line with all that is named in it; of a list, a pattern for any of its words."""
    if name in WORDS:
        return f"(?:{'|'.join(WORDS[name].split()).replace('_', ' ')})"
    return NAMED.sub(lambda found: spelled_out(found[1]), "".join(map(str.strip, SPELLED[name].splitlines())))


PATTERNS = {name: re.compile(spelled_out(name)) for name in SPELLED}
