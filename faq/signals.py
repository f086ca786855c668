"""Pages lose their signature when a source or a word they show is changed; the report says what the glossary claims."""

from collections.abc import Iterator

from django.db.models.signals import post_save
from django.dispatch import receiver

from clinic.archive.shared_texts.voiding import void_pages_showing
from clinic.checks.findings import Finding
from clinic.checks.lookups import CheckLookups
from clinic.checks.old_details.other_texts import SOURCES
from clinic.checks.shared_texts import FINDERS
from faq.glossary.claims import claims_of_entry
from faq.models import GlossaryTerm, Reference, Subject

receiver(post_save, sender=Reference)(void_pages_showing)
receiver(post_save, sender=GlossaryTerm)(void_pages_showing)


def claims_of_glossary(check_lookups: CheckLookups) -> Iterator[Finding]:
    terms = list(GlossaryTerm.objects.order_by("word"))
    check_lookups.meanings.read(term.meaning for term in terms)
    for term in terms:
        yield from claims_of_entry(term.pk, term.word, term.meaning, check_lookups)


FINDERS.append(claims_of_glossary)
SOURCES.append(lambda: Subject.objects.select_related("locale"))
