"""Numbers that stand for one person: of a record, a policy, an account, an identity card."""

import re
from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import is_measured
from clinic.checks.personal.vocabulary import one_of
from clinic.checks.personal.written import Written

# Words that are said with hardly any other number than somebody's own.
SURE = one_of("numbered_always")
# Words that are said with other numbers too: these need "number" beside them, or a longer code.
DOUBTFUL = one_of("numbered_sometimes")
LABEL = one_of("between_label_and_number")
CODE = r"(?P<code>(?=[\w./-]*\d)(?:[a-z]{1,4}[ -]?)?[a-z0-9]*\d[\w]*(?:[-./ ](?=[\w]*\d)[\w]+){0,4})"
AFTER_SURE = re.compile(rf"\b{SURE}\b(?:\s*{LABEL}(?=\W|\d)){{0,6}}\s*#?\s*{CODE}")
NUMBERED = r"(?:numbers?|no\.|num|nr|nro|numero|#|id|code|n[º°])"
AFTER_NUMBERED = re.compile(
    rf"\b{DOUBTFUL}\b(?:\s*{LABEL}(?=\W|\d)){{0,3}}\s*{NUMBERED}(?:\s*{LABEL}(?=\W|\d)){{0,3}}\s*{CODE}"
    rf"|\b{NUMBERED}(?:\s*{LABEL}){{0,3}}\s*{DOUBTFUL}(?:\s*{LABEL}(?=\W|"
    rf"\d)){{0,3}}\s*{CODE.replace('code>', 'other>')}"
)
AFTER_DOUBTFUL = re.compile(rf"\b{DOUBTFUL}\b(?:\s*{LABEL}(?=\W|\d)){{0,4}}\s*{CODE}")
SHAPES = re.compile(
    r"(?<![\w-])(?:\d{3}[- ]\d{2}[- ]\d{4}|\d{8}\s?-?\s?[a-z]|\d{2}\.\d{3}\.\d{3}(?:-?[a-z0-9])?|"
    r"[xyz]\s?-?\d{7}\s?-?[a-z]"
    r"|[a-z]{4}\d{6}[hm][a-z]{5}\w\d|[a-z]{4}\d{6}\w{3}|[a-z]{2}\d{2}(?:\s?\d{4}){4,6}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}"
    r"|\d[a-z]{2}\d-[a-z]{2}\d-[a-z]{2}\d{2}|\d{1,3}(?:\.\d{1,3}){3}|\d{2}[ /]?\d{8}[ /]?\d{2}|"
    r"\d{2}\.\d{3}\.\d{3})(?![\w-])"
)
# A code of letters and digits, or digits only, that no unit explains.
LONG = re.compile(
    r"(?<![\w.,$/-])(?=[\w-]*\d[\w-]*\d[\w-]*\d[\w-]*\d)(?:[a-z]{1,4}-?\d[\w-]{4,}|\d{2,}-?[a-z][\w-]{3,}|"
    r"\d{6,})(?![\w-]|[.,]\d)"
)
PUBLIC = re.compile(
    r"\d+0000$|(?:nct|pmid|pmc|covid|sars|isbn|issn|doi|cpt|icd|iso|jcode|hcpcs)[\s-]?\w*$|\d+(?:mg|mcg|"
    r"ml|g|iu|x|k)\b|(?:\d+-)+(?:day|week|month|year|hour|min)\w*|\d+(?:st|nd|rd|th|s)$|(?:19|"
    r"20)\d\d\s?-\s?(?:19|20)?\d\d$"
)


def labelled(written: Written) -> Iterator[PersonalDatum]:
    for pattern, least in ((AFTER_SURE, 4), (AFTER_NUMBERED, 4), (AFTER_DOUBTFUL, 6)):
        for match in pattern.finditer(written.plain):
            group = "code" if match["code"] else "other"
            if is_code(written, *match.span(group), least):
                yield written.datum(Kind.NUMBER, *match.span(group))


def is_code(written: Written, start: int, end: int, least: int) -> bool:
    """Whether somebody's number, and not a year, a dose or a sum: with so many letters and digits."""
    said = written.plain[start:end]
    signs = re.sub(r"\W", "", said)
    if len(signs) < least or sum(sign.isdigit() for sign in signs) < 3 or re.fullmatch(r"(?:19|20)\d\d", said):
        return False
    return not (PUBLIC.match(said) or is_measured(written, start, end) or re.match(r"[,.]\d", written.plain[end:]))


def shaped(written: Written) -> Iterator[PersonalDatum]:
    """Numbers known by their form alone."""
    for match in SHAPES.finditer(written.plain):
        yield written.datum(Kind.NUMBER, *match.span())
    for match in LONG.finditer(written.plain):
        if not (PUBLIC.match(match.group()) or is_measured(written, *match.span())):
            yield written.datum(Kind.NUMBER, *match.span())
