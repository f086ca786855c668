"""Checks for words that readers may not know: is each explained where it is used first, and fairly?"""

from collections.abc import Iterator

from wagtail.models import Page

from clinic.checks.findings import ADVISE, Finding
from clinic.checks.text.extracts import TextExtract
from faq.glossary.claims import claims_of_entry
from faq.glossary.marks import LINK_TYPE

LEAST_KNOWN = "A reader who does not know the word loses the thread."


def markable(page: Page) -> list[TextExtract]:
    """The text_extracts in which a word can be marked: rich text, not titles and plain lines."""
    return [extract for extract in page.text_extracts if extract.tag not in ("line", "heading")]


def marks_in(extract: TextExtract) -> set[str]:
    """The ids of the entries marked in it, as stored."""
    return {link.target.get("id", "") for link in extract.links if link.target.get("linktype") == LINK_TYPE}


def unlinked(extract: TextExtract) -> str:
    """Its text without the words of links, which cannot be marked as well."""
    text = extract.text
    for link in extract.links:
        if link.text and link.target.get("linktype") != LINK_TYPE:
            text = text.replace(link.text, " ")
    return text


def unexplained_words(page: Page) -> Iterator[Finding]:
    """ADVISE: a word of the glossary that is not marked in the paragraph that uses it first. One for each word."""
    finder, seen = page.glossary.finder, set()
    for extract in markable(page):
        marked = marks_in(extract)
        for pk, words in finder.uses(unlinked(extract)):
            if pk not in seen and str(pk) not in marked:
                yield Finding(
                    "glossary",
                    ADVISE,
                    f"“{words}” is in the glossary: explain it at its first use.",
                    why=LEAST_KNOWN,
                    suggestion="Go to the text: below the field a button offers to explain the word.",
                    excerpt=extract.text,
                    place=extract.place,
                    words=words,
                )
            seen.add(pk)
        seen |= {int(pk) for pk in marked if pk.isdecimal()}


def lost_words(page: Page) -> Iterator[Finding]:
    """ADVISE: a mark whose entry is gone, or is of another language."""
    for extract in markable(page):
        for link in extract.links:
            if link.target.get("linktype") == LINK_TYPE and link.target.get("id") not in page.glossary.ids:
                yield Finding(
                    "glossary-lost",
                    ADVISE,
                    f"“{link.text}” is marked, but the glossary has no entry for it in this language.",
                    suggestion="Choose another entry, or take the mark off.",
                    excerpt=extract.text,
                    place=extract.place,
                    words=link.text,
                )


def claims_in_meanings(page: Page) -> Iterator[Finding]:
    """What a card says is read on this page, so it may claim no more than the page may. Once for each entry."""
    marked = {pk for extract in markable(page) for pk in marks_in(extract)}
    for pk in sorted(marked & page.glossary.ids):
        yield from claims_of_entry(pk, page.glossary.names[pk], page.glossary.meanings[pk], page.check_lookups)


WORDS = [unexplained_words, lost_words, claims_in_meanings]
