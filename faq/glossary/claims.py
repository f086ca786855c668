"""What an entry of the glossary claims: its own screen says it in full, the pages that show it in one line."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse

from clinic.checks.claims.page_claims import ON_PAGE, Lookups, claims_in
from clinic.checks.findings import Finding


def claims_of_entry(pk: int | str, word: str, meaning: str, lookups: Lookups) -> Iterator[Finding]:
    # The admin's address, whichever process asks.
    address = reverse("wagtailsnippets_faq_glossaryterm:edit", urlconf="clinic.urls.staff", args=[pk])
    for finding in claims_in(meaning, lookups, f"The glossary word “{word}”", {ON_PAGE: True}):
        yield replace(finding, shared=address)
