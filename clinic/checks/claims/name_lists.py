"""Lists of names that patterns may ask for: what the clinic treats, and what higher rooms hand down."""

import re
from collections.abc import Callable, Iterable

from clinic.checks.claims.patterns import Names
from clinic.review.namesakes import names_that_count
from clinic.site.models import ClinicDetails

# What a name stands for besides those of the list, and where the list is empty.
ALWAYS = {
    "condition": r"(?:the|this|your) (?:condition|disease|illness|syndrome)",
    "medicine": r"(?:pain)?(?:medications?|medicines?)",
    "emergency": r"(?:911|112|988|1-800-222-1222|(?:emergency|crisis) (?:numbers?|lines?|hotlines?|lifelines?|services?"
    r"|rooms?|departments?)|(?:crisis |suicide )?lifeline|ambulances?|poison (?:help|control|cent(?:er|re)s?)"
    r"|(?:n[uú]mero|tel[eé]fono|l[ií]nea|servicios?|sala) de (?:emergencias?|urgencias?|crisis|ayuda)|urgencias"
    r"|ambulancias?|centro de (?:toxicolog[ií]a|intoxicaciones|envenenamientos?))",
    "clinician": r"(?:dra?|doctora?|prof(?:es+ora?)?)\b\.? (?-i:[A-ZÁÉÍÓÚÑ][\w'-]+(?: [A-ZÁÉÍÓÚÑ][\w'-]+)?)",
}
# What people call a medicine they hold in their hand, whatever it is.
TABLETS = "tablets?|pills?|capsules?|patch(?:es)?|(?:pain ?)?killers?|(?:pain ?)?meds|prescriptions?|doses?"
# {name: what gives the list}, filled by the room that keeps it.
LISTS: dict[str, Callable[[], Iterable[str]]] = {}


def conditions() -> list[str]:
    """What the clinic treats, by every name in Clinic details."""
    return [name for details in ClinicDetails.objects.order_by("pk") for name in details.names_of_condition]


def numbers_in_need() -> list[str]:
    """Whom patients call when life is in danger, or in a crisis, by Clinic details."""
    rows = ClinicDetails.objects.values_list("emergency_number", "crisis_line_number", "crisis_line_name")
    return [one for row in rows for one in row if one]


LISTS["condition"] = conditions
LISTS["emergency"] = numbers_in_need
LISTS["clinician"] = names_that_count


def names_in_use() -> Names:
    """Every list as it is now."""
    found = {name: any_of(LISTS[name]() if name in LISTS else (), rest) for name, rest in ALWAYS.items()}
    return (*found.items(), ("tablets", f"(?:{found['medicine']}s?|{TABLETS})"))


def any_of(listed: Iterable[str], rest: str) -> str:
    """Longer names first, so that all of "pain patch" is found, not only "pain"."""
    ordered = sorted({one.lower() for one in listed}, key=lambda one: (-len(one), one))
    return f"(?:{'|'.join([*map(re.escape, ordered), rest])})"
