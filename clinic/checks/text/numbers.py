"""The numbers of a text in English or Spanish, to be held against those of its translation. Pure words: no Django."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clinic.content.language.plain_words import plain_letters

# What is written otherwise in each language, or is no amount: times of day, phone numbers, addresses, pieces of names.
TIME = re.compile(
    r"\b\d{1,2}(?::\d\d)? ?[ap]\.? ?m\b\.?|\b\d{1,2}[:h]\d\d\b(?: ?h(?:oras?|rs?|ours)?\b)?", re.IGNORECASE
)
# Of at least seven digits: "5-10-15 mg" are three. Nor are thousands, whatever parts them.
PHONE = re.compile(
    r"(?<![\w.,])(?=\+?(?:[ .\-/()]*\d){7})(?!\d{1,3}(?:[., ]\d{3})+(?![., ]?\d))"
    r"\+?\(?\d{1,4}\)?(?:[ .\-/]+\(?\d{2,4}\)?){2,4}(?![\w%]|[.,]\d)"
)
ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\b10\.\d{4,}/\S+")
DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,' ]\d{3})+(?!\d)(?:[.,]\d+)?|(?<!\w)\d+(?:[.,]\d+)?")
# Behind another digit than a nought that stands alone.
THOUSANDS = re.compile(r"(?:(?<=[1-9])|(?<=\d\d))(?:[.,' ]\d{3})+(?!\d)")
# "Quince días" are the two weeks of an English speaker.
TWO_WEEKS = re.compile(r"\bquince dias\b")

UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
UNIDADES = """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete
veintiocho veintinueve"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
DECENAS = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
HUNDREDS = "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
VALUES = {
    **{word: at for at, word in enumerate(UNITS.split())},
    **{word: at for at, word in enumerate(UNIDADES.split())},
    **{word: 10 * at for words in (TENS, DECENAS) for at, word in enumerate(words.split(), 2)},
    **{word: 100 * at for at, word in enumerate(HUNDREDS.split(), 1)},
    **{word[:-2] + "as": 100 * at for at, word in enumerate(HUNDREDS.split(), 1) if at > 1},
    "un": 1,
    "una": 1,
    "once": 11,
    "twice": 2,
    "half": 0.5,
    "mitad": 0.5,
    "medio": 0.5,
    "media": 0.5,
    "cien": 100,
}
THOUSAND = 1000
TIMES = {"hundred": 100, "thousand": THOUSAND, "mil": THOUSAND}
# Said without counting, or of another meaning in the other language: they answer a number, but ask for none.
IDLE = {0, 0.5, 1, 11}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
JOINS = {"y", "and"}
WORDS = re.compile(r"[^\W\d_]+")


@dataclass
class Numbers:
    """`{value: as it is written}`: in digits, and in words."""

    digits: dict[float, str] = field(default_factory=dict)
    words: dict[float, str] = field(default_factory=dict)

    @property
    def all(self) -> set[float]:
        return self.digits.keys() | self.words.keys()


def numbers_in(text: str) -> Numbers:
    """Phone numbers, times of day and addresses aside.

    >>> numbers_in("Two of 1,500 people, 3.5 %")
    Numbers(digits={1500.0: '1,500', 3.5: '3.5'}, words={2: 'two'})
    """
    for aside in (ADDRESS, TIME, PHONE):
        text = aside.sub(" ; ", text)
    digits = {value_of(found[0]): found[0] for found in DIGITS.finditer(text)}
    plain = TWO_WEEKS.sub("dos semanas", plain_letters(text))
    return Numbers(digits, {value: said for value, said in spelled(plain) if value not in digits})


def value_of(digits: str) -> float:
    """Points and commas are the other way round in Spain: three digits behind one are thousands, in both.

    >>> [value_of(one) for one in ("1,000", "1.000", "3,5", "2 500", "1,234.5", "0.125")]
    [1000.0, 1000.0, 3.5, 2500.0, 1234.5, 0.125]
    """
    plain = THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), digits)
    return float(plain.replace(",", "."))


def spelled(plain: str) -> Iterator[tuple[float, str]]:
    """Runs of words that make one number: "two hundred and five", "treinta y cinco"."""
    run: list[str] = []
    for word in [*WORDS.findall(plain), ""]:
        if goes_on(run, word):
            run.append(word)
        elif word not in JOINS or not run:
            yield from told(run)
            run = [word] if word in VALUES or word in TIMES else []
            if word in ROMAN:
                yield ROMAN[word], word


def goes_on(run: list[str], word: str) -> bool:
    """Is `word` more of the number that `run` begins? "Twenty five" is one number, "two three" are two."""
    if not run or word in TIMES:
        return bool(run)
    last, value = run[-1], VALUES.get(word, math.inf)
    return value < TIMES[last] if last in TIMES else VALUES[last] >= max(20, value)


def told(run: list[str]) -> Iterator[tuple[float, str]]:
    """A thousand is of all before it, a hundred of what stands behind the thousand: "two thousand five hundred"."""
    thousands: float = 0
    rest: float = 0
    for word in run:
        if TIMES.get(word) == THOUSAND:
            thousands, rest = thousands + (rest or 1) * THOUSAND, 0
        else:
            rest = (rest or 1) * TIMES[word] if word in TIMES else rest + VALUES[word]
    if run:
        yield thousands + rest, " ".join(run)


def unlike(here: str, there: str) -> tuple[list[str], list[str]]:
    """The numbers of each text that the other lacks, as they are written.

    Words alone say too little: "both" is "las dos". They count where each text has one that the other lacks.
    """
    mine, others = numbers_in(here), numbers_in(there)
    only_here, only_there = lacking(mine, others), lacking(others, mine)
    by_digits = mine.digits.keys() - others.all or others.digits.keys() - mine.all
    return (only_here, only_there) if by_digits or (only_here and only_there) else ([], [])


def lacking(mine: Numbers, others: Numbers) -> list[str]:
    said = {**{value: word for value, word in mine.words.items() if value not in IDLE}, **mine.digits}
    return [said[value] for value in said if value not in others.all]
