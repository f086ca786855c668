"""Ages above 89, which few have; and every age in a text that tells who somebody is in another way."""

import re
from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.normalised import Written
from clinic.checks.personal.vocabulary import PATTERNS


def very_old(written: Written) -> Iterator[PersonalDatum]:
    about_people = PATTERNS["about_people"].search(written.plain)
    for match in written.matches("very_old"):
        if about_people and not (is_lasting(written, match) and "old" not in match.group()):
            yield written.datum(Kind.AGE, *match.span("age" if match["age"] else "beside" if match["beside"] else 0))


def any_age(written: Written) -> Iterator[PersonalDatum]:
    """Each age, however young: asked where somebody is named."""
    for match in written.matches("any_age"):
        if not is_lasting(written, match):
            yield written.datum(Kind.AGE, *match.span("age" if match["age"] else 0))


def is_lasting(written: Written, match: re.Match[str]) -> bool:
    return PATTERNS["lasting"].search(written.plain[: match.start()]) is not None
