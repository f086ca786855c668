"""What in a search or a question could tell who somebody is; what the clinic says of itself does not."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.screen import found_in
from clinic.people.models import User
from clinic.site.models import ClinicDetails
from home.models import ServicePage


def personal_in(text: str) -> list[PersonalDatum]:
    """The database is asked only where something was found."""
    return found_in(text, own="\n".join(own_words())) if found_in(text) else []


def own_words() -> Iterator[str]:
    """Names, numbers and addresses of the clinic, its people and its services: patients read them on the site."""
    for row in ClinicDetails.objects.values_list(
        "name", "phone", "crisis_line_number", "email", "address", "booking_url"
    ):
        yield from row
    for names in User.objects.filter(is_active=True).values_list("public_name", "first_name", "last_name"):
        yield from names
    yield from ServicePage.objects.live().values_list("title", flat=True)


def pointed_at(found: Iterable[PersonalDatum]) -> list[str]:
    """A sentence on each that was found, without repetitions."""
    return list(dict.fromkeys(looks_like(one.kind) % {"words": one.words} for one in found))


def looks_like(kind: Kind) -> str:
    return {
        Kind.NAME: gettext("“%(words)s” looks like a name."),
        Kind.AGE: gettext("“%(words)s” tells an age by which somebody could be known."),
        Kind.DATE: gettext("“%(words)s” looks like the date of something that happened to somebody."),
        Kind.ADDRESS: gettext("“%(words)s” looks like an address."),
        Kind.PLACE: gettext("“%(words)s” tells where somebody could be found."),
        Kind.PHONE: gettext("“%(words)s” looks like a phone number."),
        Kind.MAIL: gettext("“%(words)s” looks like an e-mail address."),
        Kind.WEB: gettext("“%(words)s” looks like a web address or a profile."),
        Kind.NUMBER: gettext("“%(words)s” looks like a number of somebody’s record, policy or identity."),
    }[kind]
