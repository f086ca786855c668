"""Where somebody lives: street and house number, flat, post box, postcode. A town, a state or a country may be said."""

import re
from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import UNITS, is_measured
from clinic.checks.personal.vocabulary import one_of
from clinic.checks.personal.written import Written

FILL = one_of("no_street_names")
NAME = rf"(?!{FILL}\b|{UNITS}\b)[a-z0-9][\w'’.-]*"
STREETS = one_of("streets")
PART = one_of("parts_of_a_house")
FLAT = rf"(?:[\s,]+{PART}\.?\s?#?\s?\w{{1,4}})"
HOUSE = re.compile(
    rf"(?<![\d.,/$-])\d{{1,5}}[a-z]?,?\s(?:(?:[nsew]{{1,2}}|north|south|east|"
    rf"west)\.?\s)?(?:{NAME}\s){{1,3}}{STREETS}\b\.?{FLAT}?(?!\s?(?:scan|from home))"
)
CALLE = one_of("calles")
NUMBERED = re.compile(
    rf"(?<!\w){CALLE}(?:\.\s?|\s|(?<=/))(?:(?:de|del|de la|de los|las|los|la|el|san|"
    rf"santa)\s)*(?:{NAME}\s?,?\s?(?:(?:de|del|la|los|y)\s)*){{1,4}}?"
    rf"(?:numero|num|nro|no|n|#)?[.º°]?\s?\d{{1,5}}(?:\s?[-#]\s?\d+)*\b(?!\s?{UNITS}\b){FLAT}?"
)
COLOMBIAN = re.compile(
    r"\b(?:calle|carrera|cra|cl|kr|diagonal|transversal)\.?\s\d{1,3}\s?[a-z]?\s?(?:#|no\.?|n[º°]|con|"
    r"-)\s?\d+(?:\s?-\s?\d+)?"
)
LIVING = one_of("living")
HOME = re.compile(
    rf"\b{LIVING}\b[^.?!]{{0,20}}?\b(?:on|at|in|en|es|is|:)\s(?P<where>(?:the\s|la\s|"
    rf"el\s)?(?:(?:{NAME}\s){{1,3}}{STREETS}\b"
    rf"|{CALLE}\s(?:(?:de|del|la|los|las)\s)*{NAME}(?:\s(?:{NAME}))?))"
)
BOX = re.compile(
    r"\b(?:rr|rural route|hc)\s?\d+,?\s?box\s?\d+|"
    r"\bp\.?\s?o\.?\s?box\s?#?\d+|\b(?:apartado(?: postal| de correos)?|casilla(?: postal)?)\s?(?:no\.?\s?)?\d+"
)
# "3321 SE Hawthorne": a quarter of the town stands for the kind of street.
QUARTER = re.compile(r"(?<![\d.,/$-])\d{2,5}\s(?:n|s|e|w|ne|nw|se|sw)\.?\s(?:\d{1,3}(?:st|nd|rd|th)|[a-z]{3,})\b")
OWN_FLAT = re.compile(
    r"\b(?:apt|apartment|flat|depto|dpto|departamento)\b\.?\s?(?:no\.?\s?|#\s?)?\d+[a-z]?\b(?!\s?(?:am|pm|:))"
)
POSTED = r"(?:zip|zip ?code|postal ?code|post ?code|codigo postal|cod\.? postal|c\.?p\.?|cp)"
POSTCODE = re.compile(
    rf"\b{POSTED}\b\W*(?:\w+\W+){{0,2}}?(?P<code>\d{{4,5}}(?:-\d{{4}})?|"
    rf"[a-z]{{1,2}}\d[a-z\d]?\s?\d[a-z]{{2}}|[a-z]\d[a-z]\s?\d[a-z]\d)\b"
)
STATES = one_of("states")
STATE_CODE = re.compile(rf"\b(?P<code>(?:[a-z]+,?\s)?(?:{STATES})\.?,?\s\d{{5}}(?:-\d{{4}})?)\b(?![.,]?\d)")
# A number of five digits and a word of place close before it.
PLACED = re.compile(
    r"\b(?:live|living|near|nearby|around|from|area|located|vivo|cerca|zona|soy|ciudad|madrid|barcelona|"
    r"mexico|valencia|sevilla)\b"
    r"(?:\W+[a-z]+){0,4}?\W+(?P<code>\d{5})\b(?![.,]?\d)"
)
BRITISH = re.compile(
    r"\b[a-z]{1,2}\d[a-z\d]?\s\d[abd-hjlnp-uw-z]{2}\b|\b[a-z]{1,2}\d{1,2}[a-z]?\d[abd-hjlnp-uw-z]{2}\b"
)
NOT_BRITISH = re.compile(r"\d(?:st|nd|rd|th|hr|hz|oz|lb|wk|yr|gr|ug|ft|do|de)$|^(?:b|c|l|t|s|d|k)\d{1,2}\s\d", re.I)
CANADIAN = re.compile(r"\b[abceghj-npr-tvxy]\d[a-z]\s?\d[a-z]\d\b")


def addresses(written: Written) -> Iterator[PersonalDatum]:
    for pattern in (HOUSE, QUARTER, NUMBERED, COLOMBIAN, BOX, OWN_FLAT, CANADIAN):
        for match in pattern.finditer(written.plain):
            yield written.datum(Kind.ADDRESS, *match.span())
    for match in HOME.finditer(written.plain):
        yield written.datum(Kind.ADDRESS, *match.span("where"))


def postcodes(written: Written) -> Iterator[PersonalDatum]:
    for pattern in (POSTCODE, STATE_CODE, PLACED):
        for match in pattern.finditer(written.plain):
            if not is_measured(written, *match.span("code")):
                yield written.datum(Kind.ADDRESS, *match.span("code"))
    for match in BRITISH.finditer(written.plain):
        if not NOT_BRITISH.search(match.group()):
            yield written.datum(Kind.ADDRESS, *match.span())
