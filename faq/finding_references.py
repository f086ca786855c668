"""Finding a reference as people name it: "Lee 2021", words of its title, its DOI or PubMed ID in whatever form."""

import re

from django.db.models import CharField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from clinic.checks.text.sentences import visible
from faq.identifiers import identifiers_in, is_year_or_count
from faq.models import Reference

# Whatever lists and choosers show of it.
SHOWN = ("authors", "title", "journal", "doi", "pmid")


def references_found(pasted: str, among: QuerySet[Reference]) -> QuerySet[Reference]:
    """Those with the identifier that was pasted, else those in whose entry each word stands."""
    pasted = visible(pasted)
    found = among.filter(pk__in=with_any_of(identifiers_in(pasted)))
    return found if found or is_sure(pasted) else with_all_words(pasted, among)


def with_any_of(identifiers: dict[str, str]) -> QuerySet[Reference]:
    """References, in any language, with this DOI or PubMed ID; none without an identifier."""
    named = [Q(**{name: value}) for name, value in identifiers.items()]
    return Reference.objects.filter(Q(*named, _connector=Q.OR)) if named else Reference.objects.none()


def is_sure(pasted: str) -> bool:
    """Whether it is an identifier and nothing else that somebody might look for."""
    return bool(identifiers_in(pasted)) and not is_year_or_count(pasted)


def with_all_words(asked: str, among: QuerySet[Reference]) -> QuerySet[Reference]:
    """A name is looked for as it is shown: a year is a word, and so is the absence of one."""
    year = Coalesce(Cast("year", CharField()), Value("no year"))
    between = (part for field in SHOWN for part in (field, Value(" ")))
    among = among.alias(shown=Concat(*between, year, output_field=TextField()))
    for word in re.findall(r"[\w./-]*\w", asked):
        among = among.filter(shown__icontains=word)
    return among
