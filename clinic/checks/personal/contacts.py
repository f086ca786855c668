"""Ways to reach somebody: phone numbers, mail, web addresses and profiles."""

import re
from collections.abc import Iterator
from itertools import chain

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import is_measured
from clinic.checks.personal.vocabulary import one_of
from clinic.checks.personal.written import Written

DIGIT = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
SPOKEN = re.compile(rf"\b{DIGIT}(?:[\s,-]+{DIGIT}){{6,}}\b")
# With a country's code; in pairs and threes, as in Spain; in one piece; in two or three groups, as in America.
ABROAD = re.compile(r"(?<![\w.])\+\s?\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,6}")
GROUPS = re.compile(
    r"(?<![\d.,$/-])(?:\d{3}(?:[ .-]\d\d){3}|9\d[ .-]\d{3}(?:[ .-]\d\d){2}|0\d(?:[ .-]\d\d){3,4}|\d{3}-\d{4}|\d{9,11})"
    r"(?![\d/]|[.,-]\d|\s\d)"
)
LOCAL = re.compile(r"(?<![\d.,$/-])(?:1[ .-])?\(?\d{2,5}\)?(?:[ .-]?\d{3,4}[ .-]\d{3,4}|[ .-]\d{6,8})(?![\d/]|[.,-]\d)")
# Years or round numbers one after the other.
COUNTED = re.compile(r"(?:(?:19|20)\d\d[ –-]*){2,}|(?:\d*0[ .–-]*){2,}|\d+0000")
CALLED = re.compile(
    r"\b(?:phone|cell|mobile|number|call|text|whatsapp|reach me|tel|telefono|celular|movil|numero|llam\w+|marc\w+)\b"
    r"[^\d\n]{0,25}(\+?\(?\d[\d ().-]{4,18}\d)"
)

AT, DOT = r"(?:@|\(at\)|\[at\]|\sat\s|\sarroba\s|\(arroba\))", r"(?:\.|\sdot\s|\spunto\s|\(dot\)|\spoint\s)"
MAILBOXES = one_of("mailboxes")
# What stands before the sign: bounded, so that a long line without one takes no time.
BOX = r"(?<![\w.+-])[\w+-]{1,40}(?:\.[\w+-]{1,40}){0,3}"
SPOKEN_BOX = rf"(?<![\w.+-])[\w+-]{{1,40}}(?:{DOT}[\w+-]{{1,40}}){{0,3}}"
MAIL = re.compile(
    rf"{BOX}(?:@\s?|\s@\s)[\w-]+(?:\.[\w-]+)+|{SPOKEN_BOX}{AT}\s?{MAILBOXES}\b(?:\s?{DOT}\s?\w{{2,3}})?"
    rf"|{BOX}(?:\(at\)|\[at\]|\sarroba\s)[\w-]+(?:{DOT}\w+)+|{BOX}\sat\s[\w-]+\sdot\s\w+"
)

DOMAIN = (
    r"(?:[a-z0-9][\w-]*\.)+(?:com|org|net|info|me|io|co|blog|us|uk|es|mx|ar|cl|pe|site|online|page|link|"
    r"app|ca|au|tv|ly|ee)\b"
)
ADDRESS = re.compile(rf"https?:\s?//\S+|\bwww\.\S+|(?<![@\w.]){DOMAIN}(?:/[^\s,;)?!]*)?")
# Sites that a question may be about: they tell nothing of who asks.
PUBLIC = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[\w-]+\.)*(?:webmd|mayoclinic|wikipedia|medlineplus|drugs|healthline|clevelandclinic"
    r"|rsds|burningnightscrps|crps|nhs|google|amazon|clinicaltrials|pubmed|nih|cdc|fda)\.(?:com|org|net|gov|uk)/?$"
)
SITES = one_of("sites")
NAMED = one_of("profile_words")
HANDLE = re.compile(r"(?<![\w.@])@\s?[a-z_][\w.]{2,}(?<!\.)|(?<!\w)/?u/[\w-]{3,}|\b[a-z][\w.]*#\d{4}\b|\b[a-z]+_\w+")
SAID = rf"(?:{NAMED}|is|es|as|como|under|at|en|i am|im|soy|me|at|on|:|,|\(|-)"
PROFILE = re.compile(rf"\b(?:{SITES}|{NAMED})(?:\s*{SAID}){{0,4}}\s*[:@(]?\s*(?P<name>[a-z][\w.-]{{3,}}(?<![.-]))")
OWNED = re.compile(
    rf"\b(?:my|mi)\s+(?:{SITES}\s*(?:{NAMED})?|{NAMED})\s*(?:is|es|:)\s*(?P<name>[a-z][\w.-]{{3,}}(?<![.-]))"
)
# What else is said of a profile.
NOT_A_PROFILE = {
    *("full", "private", "down", "gone", "hacked", "blocked", "public", "closed", "locked", "wrong"),
    *("muy", "privado", "privada", "lleno", "cerrado", "hackeado"),
}


def phones(written: Written) -> Iterator[PersonalDatum]:
    for match in chain.from_iterable(pattern.finditer(written.plain) for pattern in (SPOKEN, ABROAD, GROUPS, LOCAL)):
        if not (is_measured(written, *match.span()) or COUNTED.fullmatch(match.group())):
            yield written.datum(Kind.PHONE, *match.span())
    for match in CALLED.finditer(written.plain):
        if sum(sign.isdigit() for sign in match[1]) >= 7:
            yield written.datum(Kind.PHONE, *match.span(1))


def mail(written: Written) -> Iterator[PersonalDatum]:
    for match in MAIL.finditer(written.plain):
        yield written.datum(Kind.MAIL, *match.span())


def web(written: Written) -> Iterator[PersonalDatum]:
    for match in ADDRESS.finditer(written.plain):
        if not PUBLIC.match(match.group().rstrip(".?!,")):
            yield written.datum(Kind.WEB, match.start(), match.start() + len(match.group().rstrip(".?!,)")))
    for match in HANDLE.finditer(written.plain):
        yield written.datum(Kind.WEB, *match.span())
    for match in (*OWNED.finditer(written.plain), *PROFILE.finditer(written.plain)):
        name = match["name"]
        if name not in NOT_A_PROFILE and (match.re is OWNED or re.search(r"[\d_]|\w\.\w", name)):
            yield written.datum(Kind.WEB, *match.span("name"))
