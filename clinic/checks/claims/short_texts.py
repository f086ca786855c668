"""The claims check of short texts that no clinician signs."""

from django.conf import settings

from clinic.checks.claims.contacts import unknown_contacts
from clinic.checks.claims.page_claims import NO_CLINICIAN, ON_PAGE, claims_in
from clinic.checks.findings import ADVISE, BLOCK, REVIEW, Finding, in_order
from clinic.checks.lookups import CheckLookups
from clinic.checks.text.disguised import ways_to_read
from clinic.checks.text.foreign import why_foreign
from clinic.checks.text.sentences import visible
from clinic.content.lookalikes import unaccented

# A dose, what a treatment does, what to do with a part that hurts, what a clinician is said to think.
ONLY_A_CLINICIAN = ("C28", "C29", "C30", "C33")
# A name is looked at more closely: it has nothing to say.
NAME = {"name": True}


def claims_on(text: str, place: str, is_name: bool = False) -> list[tuple[Finding, str]]:
    """What is found however it is written, each in one sentence, the most severe first."""
    around = NO_CLINICIAN | {ON_PAGE: True} | (NAME if is_name else {})
    lookups, found = CheckLookups(), dict[str, list[Finding]]()
    for way in ways_to_read("\n".join(map(visible, text.splitlines()))):
        for read in dict.fromkeys([way, unaccented(way)]):
            fresh = [one for one in claims_in(read, lookups, place, around) if one.rule not in found]
            for one in fresh:
                found.setdefault(one.rule, []).append(one)
    every = in_order([one for of_a_rule in found.values() for one in of_a_rule])
    sure = [one for one in every if not (one.by_meaning and one.severity == ADVISE)]
    return [(one, " ".join(filter(None, [one.message, one.suggestion]))) for one in sure]


def unread(text: str) -> list[str]:
    """Why nobody here can read this, one sentence each; empty where it is in a language of the site."""
    return why_foreign(text, dict(settings.WAGTAIL_CONTENT_LANGUAGES))


def forbidden_claims(text: str, place: str) -> list[str]:
    """What stops a text that no clinician signs, one sentence each; empty when nothing does."""
    return unread(text) or [said for finding, said in claims_on(text, place) if stops(finding)] + unknown_contacts(text)


def stops(finding: Finding, is_name: bool = False) -> bool:
    """Elsewhere a clinician may let it stand, here nobody can. A likeness of meaning is too unsure to stop anybody.

    What a clinician would have to look at has no place in a name at all: it stands above words that they signed.
    """
    clinicians = finding.rule in ONLY_A_CLINICIAN or is_name and finding.severity == REVIEW
    return finding.severity == BLOCK or clinicians and not finding.by_meaning
