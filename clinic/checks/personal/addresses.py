"""Where somebody lives: street and house number, flat, post box, postcode. A town, a state or a country may be said."""

from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.measures import is_measured
from clinic.checks.personal.normalised import Written
from clinic.checks.personal.vocabulary import PATTERNS

STREETS = ("house", "quarter", "numbered_street", "colombian_street", "post_box", "own_flat", "canadian_code")


def addresses(written: Written) -> Iterator[PersonalDatum]:
    yield from written.every(Kind.ADDRESS, *STREETS)
    yield from written.every(Kind.ADDRESS, "home", group="where")


def postcodes(written: Written) -> Iterator[PersonalDatum]:
    for match in written.matches("labelled_postcode", "state_and_code", "placed_code", "code_then_near"):
        if not is_measured(written, *match.span("code")):
            yield written.datum(Kind.ADDRESS, *match.span("code"))
    for match in written.matches("british_code"):
        if not PATTERNS["not_a_british_code"].search(match.group()):
            yield written.datum(Kind.ADDRESS, *match.span())
