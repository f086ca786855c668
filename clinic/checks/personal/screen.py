"""The screen: what in a text could tell who somebody is, kind by kind."""

import re
from collections.abc import Callable, Iterable, Iterator

from clinic.checks.personal.addresses import addresses, postcodes
from clinic.checks.personal.ages import any_age, very_old
from clinic.checks.personal.contacts import mail, phones, web
from clinic.checks.personal.dates import dates
from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.names import names
from clinic.checks.personal.normalised import Written
from clinic.checks.personal.numbers import labelled, shaped
from clinic.checks.personal.places import aged_in_a_town, places_beside, places_of_one

Search = Callable[[Written], Iterator[PersonalDatum]]
# Where two find the same words, the earlier is right: an address has numbers in it, a profile a name.
SEARCHES: tuple[Search, ...] = (
    *(mail, web, labelled, dates, addresses, postcodes, phones, shaped),
    *(very_old, names, places_of_one, aged_in_a_town),
)
LONGEST = 2000
TOKEN = re.compile(r"[^\W_]+")
NOT_A_DIGIT = re.compile(r"[^\d\n]")
LEAST_DIGITS = 7


def found_in(text: str, own: str = "") -> list[PersonalDatum]:
    """What is personal in `text`, in its order. `own`: names, numbers and addresses of the clinic, which are public."""
    written = Written(text[:LONGEST])
    found = [one for one in apart(written, SEARCHES) if not is_own(one, own)]
    beside = [one for one in told_beside(written, found) if not is_own(one, own)]
    return sorted(without_overlaps([*found, *beside]), key=lambda one: one.start)


def told_beside(written: Written, found: list[PersonalDatum]) -> Iterator[PersonalDatum]:
    """Ages and places, which tell who it is only where something else does."""
    if found:
        yield from any_age(written)
    if any(one.kind == Kind.NAME for one in found):
        yield from places_beside(written)


def apart(written: Written, searches: Iterable[Search]) -> Iterator[PersonalDatum]:
    return without_overlaps(one for search in searches for one in search(written))


def without_overlaps(found: Iterable[PersonalDatum]) -> Iterator[PersonalDatum]:
    taken: list[PersonalDatum] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
            yield one


def is_own(found: PersonalDatum, own: str) -> bool:
    """Whether each word of it is the clinic's own, or its digits are, however they are parted."""
    digits = NOT_A_DIGIT.sub("", found.words)
    same_number = len(digits) >= LEAST_DIGITS and digits in NOT_A_DIGIT.sub("", own)
    return same_number or set(tokens(found.words)) <= set(tokens(own))


def tokens(text: str) -> list[str]:
    return TOKEN.findall(Written(text).plain)
