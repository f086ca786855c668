"""Numbers that stand for one person: of a record, a policy, an account, an identity card."""

import re
from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import is_measured
from clinic.checks.personal.normalised import Written
from clinic.checks.personal.vocabulary import PATTERNS

# Of letters and digits, in a code after such words.
LEAST_SIGNS = {"after_sure": 4, "after_numbered": 4, "after_doubtful": 6}

# "BCX 5520" is a number of somebody's, "covers 5520" is not.
LETTERS_APART = re.compile(r"([a-z]+) ")


def labelled(written: Written) -> Iterator[PersonalDatum]:
    for name, least in LEAST_SIGNS.items():
        for match in written.matches(name):
            group = "code" if match["code"] else "other"
            if is_code(written, *match.span(group), least):
                yield written.datum(Kind.NUMBER, *match.span(group))


def is_code(written: Written, start: int, end: int, least: int) -> bool:
    """Whether somebody's number, and not a year, a dose or a sum: with so many letters and digits."""
    said = written.plain[start:end]
    signs = re.sub(r"\W", "", said)
    letters = LETTERS_APART.match(said)
    if letters and not written.cased[start : start + letters.end(1)].isupper():
        return False
    if len(signs) < least or sum(sign.isdigit() for sign in signs) < 3 or re.fullmatch(r"(?:19|20)\d\d", said):
        return False
    return not (is_public(said) or is_measured(written, start, end) or re.match(r"[,.]\d", written.plain[end:]))


def shaped(written: Written) -> Iterator[PersonalDatum]:
    """Numbers known by their form alone."""
    yield from written.every(Kind.NUMBER, "known_by_form")
    for match in written.matches("long_code"):
        if not (is_public(match.group()) or is_measured(written, *match.span())):
            yield written.datum(Kind.NUMBER, *match.span())


def is_public(said: str) -> bool:
    return PATTERNS["public_number"].match(said) is not None
