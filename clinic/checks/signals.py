"""Reads words that no clinician signs, for the forms in which they are written."""

from clinic.checks.claims.advice import advice_in
from clinic.checks.claims.contacts import unknown_contacts
from clinic.checks.claims.short_texts import claims_on, stops, unread
from clinic.content.models.unsigned_words import ADVICE, CLAIMS, CONTACTS


def said_of(text: str, place: str, is_name: bool) -> list[tuple[bool, str]]:
    foreign = [(True, said) for said in unread(text)]
    return foreign or [(stops(finding, is_name), said) for finding, said in claims_on(text, place, is_name)]


CLAIMS.append(said_of)
ADVICE.append(advice_in)
CONTACTS.append(unknown_contacts)
