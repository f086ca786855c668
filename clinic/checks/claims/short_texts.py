"""The claims check of short texts that no clinician signs."""

from clinic.checks.claims.page_claims import NO_CLINICIAN, ON_PAGE, claims_in
from clinic.checks.findings import ADVISE, BLOCK, Finding, in_order
from clinic.checks.lookups import CheckLookups

# A dose, what a treatment does, what to do with a part that hurts.
ONLY_A_CLINICIAN = ("C28", "C29", "C30")


def claims_on(text: str, place: str) -> list[tuple[Finding, str]]:
    """What is found, each in one sentence, the most severe first."""
    found = in_order(claims_in(text, CheckLookups(), place, {**NO_CLINICIAN, ON_PAGE: True}))
    sure = [one for one in found if not (one.example and one.severity == ADVISE)]
    return [(one, " ".join(filter(None, [one.message, one.suggestion]))) for one in sure]


def forbidden_claims(text: str, place: str) -> list[str]:
    """What the claims check stops in a text that no clinician signs, one sentence each; empty when nothing matched."""
    return [said for finding, said in claims_on(text, place) if stops(finding)]


def stops(finding: Finding) -> bool:
    """Elsewhere a clinician may let it stand, here nobody can. A likeness of meaning is too unsure to stop anybody."""
    return finding.severity == BLOCK or finding.rule in ONLY_A_CLINICIAN and not finding.example
