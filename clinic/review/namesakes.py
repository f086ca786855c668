"""Names that count: whoever signs for the clinic, with an account or by a link."""

from clinic.people.models import User
from clinic.people.namesakes import untitled
from clinic.review.models import Byline, Clinician
from clinic.review.models.clinician import FormerEntry, clinicians_named, who_may_vouch
from clinic.review.signers import Signer


def names_that_count() -> list[str]:
    """Of everybody in the register, and of staff who may approve texts; without titles."""
    said = [*Clinician.objects.values_list("name", flat=True), *(user.display_name for user in who_may_vouch())]
    return [name for one in said if " " in (name := untitled(one))]


def clinicians_of_today() -> list[str]:
    """Of everybody who may approve texts today, with their titles: "Dr Maya Ortiz, pain consultant"."""
    return [*map(str, Clinician.objects.askable()), *(Signer.of_user(user).signs_as for user in who_may_vouch())]


def in_register(name: str, user: User) -> str:
    """Who of the register is called so and is not this account: staff who signed by a link before keep their name."""
    return next((one.name for one in clinicians_named(name) if not one.addresses & user.addresses), "")


def names_known() -> list[str]:
    """Of the register, today and before, and of people outside whose names stand under pages."""
    entries = [name for model in (Clinician, FormerEntry) for name in model.objects.values_list("name", flat=True)]
    outside = Byline.objects.shown().filter(person=None).order_by().values_list("name", flat=True)
    return [*entries, *outside.distinct()]
