"""Days by their date: of a birth, an injury, an operation. A year, a month, a weekday or a holiday is no such day."""

import re
from collections.abc import Iterator
from datetime import date

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import is_measured
from clinic.checks.personal.normalised import Written
from clinic.checks.personal.vocabulary import PATTERNS

OLDEST_PUBLIC = 89


def dates(written: Written) -> Iterator[PersonalDatum]:
    for match in written.matches("numeric_date"):
        if not is_measured(written, *match.span()):
            yield written.datum(Kind.DATE, *match.span())
    for match in written.matches("day_and_month", "month_and_day"):
        if is_a_day(written, match):
            yield written.datum(Kind.DATE, *match.span())
    if PATTERNS["of_a_person"].search(written.plain):
        yield from written.every(Kind.DATE, "named_day")
    yield from written.every(Kind.DATE, "short_date", group="day")
    for match in written.matches("born"):
        if is_telling(match["day"]):
            yield written.datum(Kind.DATE, *match.span("day"))


def is_a_day(written: Written, match: re.Match[str]) -> bool:
    """Not "may 5 pills"; not when somebody asks whether the clinic is open."""
    said = match.group()
    if re.search(r"(?:19|20)\d\d", said):
        return True
    of_the_clinic, of_a_person = (PATTERNS[name].search(written.plain) for name in ("of_the_clinic", "of_a_person"))
    if is_measured(written, *match.span()) or of_the_clinic and not of_a_person:
        return False
    sure = re.search(r"\d\s?(?:st|nd|rd|th)\b|\b(?:of|de)\b", said) or is_after_on(written, match.start())
    return bool(sure) or not PATTERNS["doubtful_month"].match(re.sub(r"^[\W\d]+", "", said))


def is_after_on(written: Written, start: int) -> bool:
    return bool(
        re.search(r"\b(?:on|since|el|was|is|fue|es|desde|born|dob:?)\s+(?:the\s+)?$", written.plain[:start][-12:])
    )


def is_telling(born: str) -> bool:
    """A month of birth is; a year alone only of the very old."""
    return not born.isdigit() or date.today().year - int(born) > OLDEST_PUBLIC
