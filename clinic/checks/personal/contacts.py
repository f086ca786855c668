"""Ways to reach somebody: phone numbers, mail, web addresses and profiles."""

import re
from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import is_measured
from clinic.checks.personal.normalised import Written
from clinic.checks.personal.vocabulary import PATTERNS

# What else is said of a profile.
NOT_A_PROFILE = {
    *("full", "private", "down", "gone", "hacked", "blocked", "public", "closed", "locked", "wrong"),
    *("muy", "privado", "privada", "lleno", "cerrado", "hackeado"),
}


def phones(written: Written) -> Iterator[PersonalDatum]:
    for match in written.matches("spoken_phone", "phone_abroad", "phone_in_groups", "local_phone"):
        if not (is_measured(written, *match.span()) or PATTERNS["counted"].fullmatch(match.group())):
            yield written.datum(Kind.PHONE, *match.span())
    yield from written.every(Kind.PHONE, "extension")
    for match in written.matches("called"):
        if sum(sign.isdigit() for sign in match[1]) >= 7:
            yield written.datum(Kind.PHONE, *match.span(1))


def mail(written: Written) -> Iterator[PersonalDatum]:
    return written.every(Kind.MAIL, "mail")


def web(written: Written) -> Iterator[PersonalDatum]:
    for match in written.matches("web_address"):
        if not PATTERNS["public_site"].match(match.group().rstrip(".?!,")):
            yield written.datum(Kind.WEB, match.start(), match.start() + len(match.group().rstrip(".?!,)")))
    yield from written.every(Kind.WEB, "handle")
    for match in written.matches("own_profile", "profile"):
        name = match["name"]
        is_sure = match.re is PATTERNS["own_profile"] or re.search(r"[\d_]|\w\.\w", name)
        if is_sure and name not in NOT_A_PROFILE:
            yield written.datum(Kind.WEB, *match.span("name"))
