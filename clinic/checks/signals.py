"""Reads words that no clinician signs, for the forms in which they are written."""

from clinic.checks.claims.short_texts import claims_on
from clinic.checks.findings import BLOCK
from clinic.content.models.unsigned_words import CLAIMS


def said_of(text: str, place: str) -> list[tuple[bool, str]]:
    return [(finding.severity == BLOCK, said) for finding, said in claims_on(text, place)]


CLAIMS.append(said_of)
