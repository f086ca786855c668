"""Ways to reach somebody in words that no clinician signs: none that the clinic does not know itself.

Patients dial what they read. A number that one member of staff made up is read by nobody else before it is live.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from clinic.checks.text.sentences import one_form, visible
from clinic.content.numbers_to_call import CALLING
from clinic.site.models import ClinicDetails
from clinic.site.models.details import KNOWN_CRISIS_LINES

# Lines of whole countries besides those that Clinic details propose.
NATIONAL = f"911, 112, 999, 000, 111, 811, 211, 711, 741741, 1-800-222-1222, 13 11 26. {KNOWN_CRISIS_LINES}"
# What higher rooms hand down: all words in which only admins name ways to reach somebody.
KNOWN: list[Callable[[], Iterable[str]]] = []

DIGIT_WORDS = (
    "zero oh one two three four five six seven eight nine cero uno dos tres cuatro cinco seis siete ocho nueve"
)
DIGITS = dict(zip(DIGIT_WORDS.split(), "00123456789" + "0123456789", strict=True))
SPOKEN = re.compile(rf"\b(?:(?:{'|'.join(DIGITS)})\b[ ,-]*){{3,}}", re.IGNORECASE)
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
LETTERS = re.compile(r"(?<![\w-])(?:\+?1[ -])?8\d\d[ -](?=[\dA-Z-]*[A-Z])[\dA-Z][\dA-Z-]{5,}(?![\w-])")
NUMBER = re.compile(r"(?<![\w$€£#.,:-])[+(]?\d(?:[ ().\-/]{0,3}\d)+(?![\w:]|[.,]\d)")
# Fewer digits are a number to call only where the text says to call them.
LONG, LONGEST = 7, 15
SHORT = re.compile(rf"{CALLING}(?<![\w.:/-])(\d(?:[ -]?\d){{2,5}})(?![\w:/-]|[.,]\d| ?[ap]\.?m\b)", re.IGNORECASE)
PLACE = re.compile(
    r"\b(?:rooms?|suite|floor|unit|door|building|page|desk|bus|ext\w*|in|since|sala|piso|puerta)\W*$", re.I
)
# A day, a time and a postal code have as many digits as a phone.
NO_PHONE = re.compile(
    r"(?:\d{4}[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ]\d{4}|\d{4} ?[-/] ?\d{4}|\d{5}-\d{4}"
    r"|\d\d?\.\d\d ?- ?\d\d?\.\d\d|(?:19|20)\d\d)"
)
MAIL = re.compile(r"[^\s@<>(),;:\"]+@[\w-]+(?:\.[\w-]+)+")
ENDINGS = (
    "com org net edu gov info io health clinic care co uk ca es mx eu app ly online site xyz de fr au nz ie biz page"
)
WEB = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"]+|\b(?:[\w-]+\.)+(?:(?:{'|'.join(ENDINGS.split())})\b(?:/\S*)?|[a-z]{{2,}}/\S*)",
    re.IGNORECASE,
)
REFUSED = "“{}” is not in Clinic details. Write it there first."


def unknown_contacts(text: str) -> list[str]:
    """One sentence for each phone number, mail address and web address that nothing here knows."""
    found = [*ways_in(text)]
    known = {way for _, way in known_ways()} if found else set()
    return [REFUSED.format(said) for said, way in dict.fromkeys(found) if not is_known(way, known)]


def is_known(way: str, known: set[str]) -> bool:
    """With or without the code of the country, and of the area."""
    if way in known:
        return True
    if way.isdigit():
        return len(way) >= LONG and any(one.isdigit() and one.endswith(way) for one in known)
    return "@" not in way and any(way.endswith(f".{one}") for one in known if "@" not in one and "." in one)


def ways_in(text: str) -> Iterator[tuple[str, str]]:
    """`(as it is written, as it is compared)`: digits, a mail address, or the host of a web address."""
    plain = one_form(visible(text))
    yield from ((found[0], found[0].lower().rstrip(".")) for found in MAIL.finditer(plain))
    plain = MAIL.sub(" ", plain)
    yield from ((found[0].rstrip(".,;:!?)"), host(found[0])) for found in WEB.finditer(plain))
    plain = SPOKEN.sub(lambda found: in_digits(found[0]), WEB.sub(" ", plain))
    yield from ((found[0], digits(found[0])) for found in LETTERS.finditer(plain))
    yield from ((said, digits(said)) for said in numbers_in(LETTERS.sub(" ", plain)))


def numbers_in(plain: str) -> Iterator[str]:
    long = [found[0] for found in NUMBER.finditer(plain) if LONG <= len(digits(found[0])) <= LONGEST]
    yield from (number for number in long if not NO_PHONE.fullmatch(number))
    for number in long:
        plain = plain.replace(number, " ")
    for found in SHORT.finditer(plain):
        if not PLACE.search(plain, 0, found.start(1)) and not NO_PHONE.fullmatch(found[1]):
            yield found[1]


def in_digits(words: str) -> str:
    return "".join(DIGITS[word] for word in re.findall(r"\w+", words.lower())) + " "


def digits(number: str) -> str:
    plain = re.sub(r"\D", "", number.translate(KEYS))
    return plain[1:] if len(plain) == 11 and plain.startswith("1") else plain


def host(address: str) -> str:
    """Without "www.", which leads to the same place."""
    where = address if "//" in address else f"//{address}"
    return (urlsplit(where).hostname or address).lower().removeprefix("www.").rstrip(".")


def known_ways() -> Iterator[tuple[str, str]]:
    for text in (NATIONAL, *of_details(), *(text for texts in KNOWN for text in texts())):
        yield from ways_in(text)
        yield from ((said, digits(said)) for said in re.findall(r"\d[\d ().\-/]*", text))
    own = [settings.WAGTAILADMIN_BASE_URL, *Site.objects.values_list("hostname", flat=True)]
    yield from ((address, host(address)) for address in own)


def of_details() -> Iterator[str]:
    for details in ClinicDetails.objects.all():
        yield from (details.phone, details.emergency_number, details.crisis_line_number, details.email)
        yield from (details.booking_url, details.address, details.crisis_line_name, *details.words_shown())
