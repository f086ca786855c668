"""Numbers that say how much, how long, how often or what it costs: they tell nothing of who somebody is."""

from clinic.checks.personal.normalised import Written
from clinic.checks.personal.vocabulary import PATTERNS


def is_measured(written: Written, start: int, end: int) -> bool:
    """Whether a number has a unit after it, or a currency or the name of a public list before it."""
    before = written.plain[max(0, start - 20) : start]
    return bool(PATTERNS["unit_after"].match(written.plain, end) or PATTERNS["code_before"].search(before))
