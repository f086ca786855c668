"""Where a text has one of the clinic's details typed, however it is written. Pure words, without Django."""

import re
from functools import lru_cache
from re import Match, Pattern

NUMBER = re.compile(r"[+(]?[0-9][0-9 ().\-/]*")
BETWEEN = r"[\s().\-/\u2010-\u2015·]{0,3}"
BEFORE = re.compile(rf"\+?(?:\(?[0-9]{BETWEEN}){{1,9}}$")
# A longer number is told with and without its area and country.
LOCAL = 7
PROTOCOL = re.compile("^https?://|/$")

Span = tuple[int, int]


def typed_in(text: str, value: str, instead: tuple[str, ...] = ()) -> list[str]:
    """The words of `text` that say `value`, unless they are part of one of the values that stand `instead` of it.

    >>> typed_in("Call 9-1-1, not 1911. Or (555) 555-0100.", "911")
    ['9-1-1']
    >>> typed_in("Ask Lakeside Pain Clinic.", "Pain clinic", ("Lakeside Pain Clinic",))
    []
    """
    found = spans(text, value)
    # Nearly all texts have none, and a save of the clinic's details reads thousands.
    now = [span for one in instead if one for span in spans(text, one)] if found else []
    return [text[start:end] for start, end in found if not any(overlap((start, end), other) for other in now)]


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def spans(text: str, value: str) -> list[Span]:
    """(beginning, end) of each place."""
    if not NUMBER.fullmatch(value):
        return [match.span() for match in words(value).finditer(text)]
    digits = digits_of(value)
    if len(digits) < LOCAL:
        return [match.span() for match in short(digits).finditer(text)]
    return [span for match in end_of(digits).finditer(text) if (span := whole(text, match, digits))]


@lru_cache(maxsize=256)
def words(value: str) -> Pattern[str]:
    parts = [re.escape(part) for part in PROTOCOL.sub("", value).replace("’", "'").split()]
    said = r"\s+".join(parts).replace("'", "['’]")
    return re.compile(rf"(?<!\w){said}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=256)
def short(digits: str) -> Pattern[str]:
    """911 or 9-1-1, not a part of another number, an amount or a share."""
    first, others = digits[0], digits[1:]
    said = f"{first}(?P<between>[-. ]?)" + "(?P=between)".join(others) if others else first
    return re.compile(rf"(?<![\w.,$€£]){said}(?!\w|[.,]\d|\s?%)")


@lru_cache(maxsize=256)
def end_of(digits: str) -> Pattern[str]:
    return re.compile(BETWEEN.join(digits[-LOCAL:]) + r"(?!\d)")


def whole(text: str, end: Match[str], digits: str) -> Span | None:
    """With the digits before it; None where they make another number."""
    before = BEFORE.search(text, max(0, end.start() - 30), end.start())
    start = before.start() if before else end.start()
    said = digits_of(text[start : end.end()]).lstrip("0")
    return (start, end.end()) if digits.endswith(said) or said.endswith(digits.lstrip("0")) else None


def digits_of(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def loosely(value: str) -> str:
    """For Postgres: a pattern that is in whatever `typed_in` finds `value` in, in stored JSON with its escapes too."""
    if NUMBER.fullmatch(value) and len(digits_of(value)) < LOCAL:
        return rf"(^|[^0-9a-f]|u[0-9a-f]{{4}}){'[-. ]?'.join(digits_of(value))}([^0-9a-f]|$)"
    if NUMBER.fullmatch(value):
        return r"([^0-9]|\\+u[0-9a-f]{4}|&[^;]{1,7};){0,6}".join(digits_of(value)[-LOCAL:])
    ascii_words = re.findall("[A-Za-z0-9]+", PROTOCOL.sub("", value))
    return ".{1,20}".join(ascii_words)
