"""DOI and PMID as people paste them, brought to one form. Pure words: no Django."""

import re

DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
PMID = re.compile(r"[0-9]{1,8}")


def doi_in(pasted: str) -> str | None:
    """The DOI inside `pasted` (an address, "doi:…" or bare), lower case; None when there is none.

    >>> doi_in("https://doi.org/10.1016/J.PAIN.2006.09.008.")
    '10.1016/j.pain.2006.09.008'
    """
    found = DOI.search(pasted.strip().split("?")[0])
    return found.group().rstrip(".,;)]").lower() if found else None


def pmid_in(pasted: str) -> str | None:
    """The PubMed ID (PMID) inside `pasted` (an address, "PMID: …" or bare); None when there is none.

    >>> pmid_in("https://pubmed.ncbi.nlm.nih.gov/20493633/")
    '20493633'
    """
    text = re.sub(
        r"^(pmid:?|https?://(www\.)?(pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)",
        "",
        pasted.strip(),
        flags=re.I,
    )
    text = text.strip().rstrip("/")
    return text.lstrip("0") or None if PMID.fullmatch(text) else None
