"""The claims check of short texts that no clinician signs."""

from clinic.checks.claims.page_claims import NO_CLINICIAN, claims_in
from clinic.checks.findings import BLOCK, Finding, in_order
from clinic.checks.lookups import CheckLookups


def claims_on(text: str, place: str) -> list[tuple[Finding, str]]:
    """What is found, each in one sentence, the most severe first."""
    found = in_order(claims_in(text, CheckLookups(), place, NO_CLINICIAN))
    return [(one, " ".join(filter(None, [one.message, one.suggestion]))) for one in found]


def forbidden_claims(text: str, place: str) -> list[str]:
    """What the claims check stops in a text that no clinician signs, one sentence each; empty when nothing matched."""
    return [said for finding, said in claims_on(text, place) if finding.severity == BLOCK]
