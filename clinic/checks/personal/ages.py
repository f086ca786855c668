"""Ages above 89, which few have; and every age in a text that tells who somebody is in another way."""

import re
from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.vocabulary import one_of
from clinic.checks.personal.written import Written

YEARS = r"(?:years?|yrs?|yr|anos?|anitos|y/?o|yo\b)"
OLD = r"(?:9\d|1[01]\d)"
TENS = (
    r"(?:ninety|noventa)(?:[\s-]*(?:y\s)?(?:one|two|three|four|five|six|seven|eight|nine|uno|un|dos|tres|"
    r"cuatro|cinco|seis|siete|ocho|nueve))?"
)
NOT_AN_AGE = (
    r"(?!\s?(?:%|percent|por ciento|mg|days?|dias?|min|hours?|horas?|degrees?|grados?|pounds?|lbs?|kilos?|"
    r"kg|out of|de 1|/)|[\d.,]\d)"
)
BEING = one_of("being_of_an_age")
WHO = one_of("people")
VERY_OLD = re.compile(
    rf"\b(?:{OLD}|{TENS})\s?-?\s?{YEARS}[\s-]*(?:old|de edad)?|\b{BEING}\s+(?P<age>{OLD}|{TENS})\b{NOT_AN_AGE}"
    rf"|\b{WHO}\s?[,(]\s?(?P<beside>{OLD})\b{NOT_AN_AGE}|\b(?P<hundred>centenarian|centenari[oa]|(?:cien|"
    rf"one hundred|a hundred) (?:years old|anos))\b"
)
# "pain for 95 years" is a figure of speech, "90 years of research" is none of anybody.
LASTING = re.compile(r"\b(?:for|of|in|last|past|hace|durante|desde hace|over the)\s*$")
PEOPLE = re.compile(rf"\b(?:{WHO}|tengo|tiene|am|im|old|age|aged|edad)\b")
IN_WORDS = one_of("ages_in_words")
ANY = re.compile(
    rf"\b(?:\d{{1,2}}|{IN_WORDS})\s?-?\s?{YEARS}[\s-]*(?:old|de edad)?"
    rf"|\b(?:i am|i'm|im|she is|he is|is|she's|he's|aged?|edad|tengo|tiene)\s+(?P<age>\d{{1,2}})\b{NOT_AN_AGE}"
)


def very_old(written: Written) -> Iterator[PersonalDatum]:
    about_people = PEOPLE.search(written.plain)
    for match in VERY_OLD.finditer(written.plain):
        lasting = LASTING.search(written.plain[: match.start()]) and "old" not in match.group()
        if about_people and not lasting:
            yield whole(written, match, "age" if match["age"] else "beside" if match["beside"] else None)


def any_age(written: Written) -> Iterator[PersonalDatum]:
    """Each age, however young: asked where somebody is named."""
    for match in ANY.finditer(written.plain):
        if not LASTING.search(written.plain[: match.start()]):
            yield whole(written, match, "age" if match["age"] else None)


def whole(written: Written, match: re.Match[str], group: str | None) -> PersonalDatum:
    start, end = match.span(group) if group else match.span()
    return written.datum(Kind.AGE, start, end)
