"""DOI and PMID as people paste them, brought to one form. Pure words: no Django."""

import re
from urllib.parse import unquote

DOI = re.compile(r"10\.[0-9]{4,9}/[^\s?]+")
PMID = re.compile(r"[0-9]{1,8}")
# Before the number, in an address or in a reference of a list: "PMID: 20493633; PMCID: PMC2916062".
NAMED_PMID = re.compile(
    r"(?:\bpmid:?\s*|\bpubmed\.ncbi\.nlm\.nih\.gov/|\bncbi\.nlm\.nih\.gov/pubmed/)([0-9]{1,8})(?![0-9])", re.I | re.A
)
# Behind the DOI in the address of a journal's page: which form of the paper it is.
FORM_OF_PAPER = re.compile(r"(?:/(?:full|fulltext|abstract|summary|epdf|pdf|html|meta)|\.(?:full|pdf|html?))+$", re.I)
YEAR_OR_COUNT = re.compile(r"[0-9]{1,4}")


def doi_in(pasted: str) -> str | None:
    """The DOI inside `pasted` (an address, "doi:…" or bare), lower case; None when there is none.

    >>> doi_in("https://doi.org/10.1016/J.PAIN.2006.09.008.")
    '10.1016/j.pain.2006.09.008'
    """
    text = pasted.strip().split("?")[0]
    if text.lower().startswith("http"):
        text = FORM_OF_PAPER.sub("", unquote(text.split("#")[0]).rstrip("/"))
    found = DOI.search(text)
    return found.group().rstrip(".,;)]").lower() if found else None


def pmid_in(pasted: str) -> str | None:
    """The PubMed ID (PMID) inside `pasted` (an address, "PMID: …" or bare); None when there is none.

    >>> pmid_in("https://pubmed.ncbi.nlm.nih.gov/20493633/?from=mail")
    '20493633'
    """
    named = NAMED_PMID.search(pasted)
    text = named.group(1) if named else pasted.strip().rstrip("/.,; ")
    return text.lstrip("0") or None if PMID.fullmatch(text) else None


def identifiers_in(pasted: str) -> dict[str, str]:
    """`{"doi": …, "pmid": …}`, those that are in it, in the form in which they are kept.

    >>> identifiers_in("doi: 10.1000/182. PMID: 20493633")
    {'doi': '10.1000/182', 'pmid': '20493633'}
    """
    found = {"doi": doi_in(pasted), "pmid": pmid_in(pasted)}
    return {name: value for name, value in found.items() if value}


def is_year_or_count(pasted: str) -> bool:
    """Whether it is a number that somebody more likely looks for in a title: PubMed counted as few long ago."""
    return bool(YEAR_OR_COUNT.fullmatch(pasted.strip()))
