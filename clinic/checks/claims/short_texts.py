"""The claims check of short texts that no clinician signs."""

from clinic.checks.claims.page_claims import claims_in
from clinic.checks.findings import blocking
from clinic.checks.lookups import CheckLookups


def forbidden_claims(text: str, place: str) -> list[str]:
    """What the claims check stops in a text that no clinician signs, one sentence each; empty when nothing matched."""
    return [
        " ".join(filter(None, [finding.message, finding.suggestion]))
        for finding in blocking(claims_in(text, CheckLookups(), place))
    ]
