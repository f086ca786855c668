"""Numbers that say how much, how long, how often or what it costs: they tell nothing of who somebody is."""

import re

from clinic.checks.personal.vocabulary import one_of
from clinic.checks.personal.written import Written

UNITS = one_of("units")
AFTER = re.compile(rf"\s?(?:-\s?)?{UNITS}(?![a-z])|\s?[%°]")
CODED = re.compile(
    r"(?:[$€£]|\b(?:(?<!zip )(?<!post )(?<!postal )codes?|cpt|icd(?:-?\d+)?|pmid|pmc|nct|doi|"
    r"codigo)\s*(?:is|es|:|#|number)?)\s*$"
)


def is_measured(written: Written, start: int, end: int) -> bool:
    """Whether a number has a unit after it, or a currency or the name of a public list before it."""
    return bool(AFTER.match(written.plain, end) or CODED.search(written.plain[max(0, start - 20) : start]))
