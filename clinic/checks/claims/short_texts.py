"""The claims check of short texts that no clinician signs."""

from clinic.checks.claims.contacts import unknown_contacts
from clinic.checks.claims.page_claims import NO_CLINICIAN, ON_PAGE, claims_in
from clinic.checks.findings import ADVISE, BLOCK, REVIEW, Finding, in_order
from clinic.checks.lookups import CheckLookups

# A dose, what a treatment does, what to do with a part that hurts, what a clinician is said to think.
ONLY_A_CLINICIAN = ("C28", "C29", "C30", "C33")
# A name is looked at more closely: it has nothing to say.
NAME = {"name": True}


def claims_on(text: str, place: str, is_name: bool = False) -> list[tuple[Finding, str]]:
    """What is found, each in one sentence, the most severe first."""
    around = NO_CLINICIAN | {ON_PAGE: True} | (NAME if is_name else {})
    found = in_order(claims_in(text, CheckLookups(), place, around))
    sure = [one for one in found if not (one.by_meaning and one.severity == ADVISE)]
    return [(one, " ".join(filter(None, [one.message, one.suggestion]))) for one in sure]


def forbidden_claims(text: str, place: str) -> list[str]:
    """What stops a text that no clinician signs, one sentence each; empty when nothing does."""
    return [said for finding, said in claims_on(text, place) if stops(finding)] + unknown_contacts(text)


def stops(finding: Finding, is_name: bool = False) -> bool:
    """Elsewhere a clinician may let it stand, here nobody can. A likeness of meaning is too unsure to stop anybody.

    What a clinician would have to look at has no place in a name at all: it stands above words that they signed.
    """
    clinicians = finding.rule in ONLY_A_CLINICIAN or is_name and finding.severity == REVIEW
    return finding.severity == BLOCK or clinicians and not finding.by_meaning
