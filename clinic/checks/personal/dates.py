"""Days by their date: of a birth, an injury, an operation. A year, a month, a weekday or a holiday is no such day."""

import re
from collections.abc import Iterator
from datetime import date

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import is_measured
from clinic.checks.personal.vocabulary import one_of
from clinic.checks.personal.written import Written

MONTH = one_of("months")
# Months that are words of their own: "may 5", "march 3 miles".
DOUBTFUL = re.compile(r"(?:may|mar|march|dec|set|sep|jun|jan|ago)\b")
YEAR = r"(?:19\d\d|20\d\d|['’]?\d\d)(?!\d|:\d)"
SPOKEN_DAY = one_of("days_in_words")
DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])\s?(?:st|nd|rd|th|o|ro|º|°)?|{SPOKEN_DAY})"
NUMERIC = re.compile(
    r"\b\d{1,2}\sdel?\s(?:mes\s)?\d{1,2}\sdel?\s(?:ano\s)?(?:19|20)?\d\d\b|"
    r"(?<![\d/.-])(?:(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:19|20)?\d\d"
    r"|(?:19|20)\d\d[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01]))(?![\d/]|[.-]\d)"
)
DAY_MONTH = re.compile(
    rf"\b(?:the\s+)?{DAY}\s?(?:of\s|de(?:l mes de)?\s|[-/.]\s?)?\s?{MONTH}\b\.?(?:,?\s?(?:of|de|del|[-/])?\s?{YEAR})?"
)
MONTH_DAY = re.compile(rf"\b{MONTH}\b\.?\s?(?:the\s)?{DAY}\b(?:\s?,?\s?(?:of|de|del|in)?\s?{YEAR})?")
# "on 6/12": a pain of 6/10 and stage 2/3 have no such word before them.
SHORT = re.compile(
    r"(?:\b(?:on|since|dated?|dob|born|surgery|injury|injured|fell|accident|operated|cirugia|el|desde|"
    r"fecha|naci\w*|caida"
    r"|accidente)\s*(?:was|is|fue|es|on|el|:)*\s*)(?P<day>(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|[12]\d|"
    r"3[01]))(?![\d/-])"
)
BORN = re.compile(
    rf"\b(?:born|dob|date of birth|birth ?day|birthdate|naci(?:o|da|do)?|nacimiento|cumple\w*)\b[^.?!\d]{{0,25}}?"
    rf"(?P<day>{MONTH}\b[ ,]*(?:of|de|del)?\s*(?:19|20)\d\d|(?:19|20)\d\d)"
)
OPEN = re.compile(
    r"\b(?:open|opened|close|closed|closing|hours|holiday|holidays|awareness|webinar|event|course|starts?|"
    r"thanksgiving|christmas|"
    r"abier\w+|abre\w*|cerra\w+|cierra\w*|horario|feriado|festivo|festivos|navidad|dia mundial|charla|evento|curso)\b"
)
MINE = re.compile(r"\b(?:my|me|i|mi|born|naci\w*|surgery|injur\w+|operat\w+|operaron|cirugia|accident\w*|fell|broke)\b")
OLDEST_PUBLIC = 89


def dates(written: Written) -> Iterator[PersonalDatum]:
    for match in NUMERIC.finditer(written.plain):
        if not is_measured(written, *match.span()):
            yield written.datum(Kind.DATE, *match.span())
    for match in (*DAY_MONTH.finditer(written.plain), *MONTH_DAY.finditer(written.plain)):
        if is_a_day(written, match):
            yield written.datum(Kind.DATE, *match.span())
    for match in (*SHORT.finditer(written.plain), *BORN.finditer(written.plain)):
        if match.re is SHORT or is_telling(match["day"]):
            yield written.datum(Kind.DATE, *match.span("day"))


def is_a_day(written: Written, match: re.Match[str]) -> bool:
    """Not "may 5 pills"; not when somebody asks whether the clinic is open."""
    said = match.group()
    if re.search(r"(?:19|20)\d\d", said):
        return True
    if is_measured(written, *match.span()) or OPEN.search(written.plain) and not MINE.search(written.plain):
        return False
    sure = re.search(r"\d\s?(?:st|nd|rd|th)\b|\b(?:of|de)\b", said) or is_after_on(written, match.start())
    return bool(sure) or not DOUBTFUL.match(re.sub(r"^[\W\d]+", "", said))


def is_after_on(written: Written, start: int) -> bool:
    return bool(
        re.search(r"\b(?:on|since|el|was|is|fue|es|desde|born|dob:?)\s+(?:the\s+)?$", written.plain[:start][-12:])
    )


def is_telling(born: str) -> bool:
    """A month of birth is; a year alone only of the very old."""
    return not born.isdigit() or date.today().year - int(born) > OLDEST_PUBLIC
