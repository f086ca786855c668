"""The rules every clinic starts with, read from claim_rules.toml."""

import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("claim_rules.toml")
LINES = ("patterns", "exceptions", "must_match", "must_not_match")


def lines(text: str) -> tuple[str, ...]:
    """The lines of `text` that hold something, without spaces around them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def seed_rules() -> list[dict[str, Any]]:
    """One dictionary a rule, with the fields of clinic.checks.models.ClaimRule."""
    rules = tomllib.loads(FILE.read_text(encoding="utf-8"))["rule"]
    return [rule | {name: "\n".join(lines(rule.get(name, ""))) for name in LINES} for rule in rules]
