"""The clinic's address and hours as data, read from the lines that staff write for people. What cannot be read whole
stays as it was written: a guess would send patients to the wrong door.
"""

import re
from typing import Any

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = {day.lower(): number for number, day in enumerate(DAYS)}
NUMBERS |= {"lunes": 0, "martes": 1, "miércoles": 2, "jueves": 3, "viernes": 4, "sábado": 5, "domingo": 6}
DAY = rf"(?:{'|'.join(NUMBERS)})s?"
TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\b\.?)?(?:\s*h\b)?"
LINE = re.compile(
    rf"(?:de )?(?P<days>{DAY}(?:(?:,| to| and| through|–|-| a| y)\s*(?:and |y )?{DAY})*)[:,]?\s+"
    rf"(?:from |de )?{TIME}\s*(?:to|until|–|-|a)\s*(?:las )?{TIME}",
    re.IGNORECASE,
)
CLOSED = re.compile(r"(?:closed|cerrado)[^\n]*", re.IGNORECASE)
SPAN = re.compile(rf"({DAY})\s*(?:to|through|–|-|a)\s*({DAY})", re.IGNORECASE)

CITY_STATE_CODE = re.compile(
    r"(?P<city>[^\d,]+),?\s+(?P<region>[A-Z]{2,3})\s+(?P<code>\d[\d-]{3,9}|[A-Z]\d[A-Z] ?\d[A-Z]\d)"
)
CODE_CITY = re.compile(r"(?P<code>\d{4,5})\s+(?P<city>[^\d]+)")
CODE_ALONE = re.compile(r"(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})")
CITY_ALONE = re.compile(r"(?P<city>[^\d]+)")


def postal_address(text: str, name: str, country: str) -> dict[str, Any] | None:
    """`text` as a PostalAddress; `name` of the clinic, which some write above it; `country` a code of two letters."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and line.strip() != name]
    if not lines:
        return None
    told: dict[str, Any] = {"@type": "PostalAddress", "addressCountry": country if country != "EU" else ""}
    if len(lines) > 1 and (found := CODE_ALONE.fullmatch(lines[-1])):
        told["postalCode"] = found["code"]
        lines.pop()
    for pattern in (CITY_STATE_CODE, CODE_CITY, CITY_ALONE):
        if len(lines) > 1 and "addressLocality" not in told and (found := pattern.fullmatch(lines[-1])):
            told |= place_in(found.groupdict())
            lines.pop()
    return {key: value for key, value in (told | {"streetAddress": ", ".join(lines)}).items() if value}


def place_in(found: dict[str, str]) -> dict[str, str]:
    names = {"city": "addressLocality", "region": "addressRegion", "code": "postalCode"}
    return {names[key]: value.strip() for key, value in found.items()}


def opening_hours(text: str) -> list[dict[str, Any]]:
    """`text` as OpeningHoursSpecifications; empty where some of it cannot be read."""
    rest = CLOSED.sub("", " ".join(CLOSED.sub("", text).split()))
    if LINE.sub("", rest).strip(" .,;·"):
        return []
    found = [span(line) for line in LINE.finditer(rest)]
    return [one for one in found if one] if all(found) else []


def span(line: re.Match[str]) -> dict[str, Any] | None:
    groups = line.groups()[1:]
    opens, closes = clock(*groups[:3]), clock(*groups[3:])
    if not opens or not closes or opens >= closes:
        return None
    days = [f"https://schema.org/{DAYS[number]}" for number in days_in(line["days"])]
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}


def clock(hour: str, minute: str | None, half: str | None) -> str:
    """ "17:00"; empty where it is not said whether morning or afternoon is meant."""
    number = int(hour)
    if half is None:
        return f"{number:02}:{minute}" if minute and number < 24 else ""
    return f"{number % 12 + 12 * (half.lower() == 'p'):02}:{minute or '00'}" if 0 < number <= 12 else ""


def days_in(text: str) -> list[int]:
    """The numbers of the days that are named, spans among them."""
    found = {number_of(day) for day in re.findall(DAY, text, re.IGNORECASE)}
    for first, last in SPAN.findall(text):
        start, length = number_of(first), (number_of(last) - number_of(first)) % 7
        found |= {(start + step) % 7 for step in range(length + 1)}
    return sorted(found)


def number_of(day: str) -> int:
    word = day.lower()
    return NUMBERS.get(word, NUMBERS.get(word.removesuffix("s"), 0))
