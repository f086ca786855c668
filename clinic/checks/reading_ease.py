"""Checks for how a page reads. All of them advise; none ever stops anything."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from wagtail import blocks
from wagtail.models import Page

from clinic.checks.findings import ADVISE, WHOLE_PAGE, Finding, Place
from clinic.checks.text.extracts import TextExtract
from clinic.checks.text.paragraphs import HEADINGS
from clinic.checks.text.readability import EXPLAINED, abbreviations, grade, is_explained, number_formats
from clinic.checks.text.sentences import sentences, words

GRADE = 8
SENTENCE_WORDS = 20
PARAGRAPH_SENTENCES = 3
LIST_ITEMS = 7
HEADING_LETTERS = 65
SOURCE = "https://service-manual.nhs.uk/content"
TIRED = "Readers in pain tire sooner."


def advice(
    rule: str, message: str, suggestion: str = "", excerpt: str = "", place: Place = WHOLE_PAGE, why: str = TIRED
) -> Finding:
    return Finding(rule, ADVISE, message, why, SOURCE, suggestion, excerpt, place)


def prose(page: Page) -> list[TextExtract]:
    """The extracts written as sentences: no headings, no wordings of patients, nothing for search engines."""
    shown = [extract for extract in page.text_extracts if extract.tag in ("p", "li")]
    return [extract for extract in shown if extract.context.get("voice") != "patient"]


def hard_to_read(page: Page) -> Iterator[Finding]:
    found = grade(extract.text for extract in prose(page))
    if found is not None and found > GRADE:
        yield advice(
            "reading-grade",
            f"The page reads at school grade {found:.0f}. Aim for 6; up to {GRADE} is fine.",
            "Shorten the longest sentences first. Medical words raise the number too, and some must stay.",
        )


def long_sentences(page: Page) -> Iterator[Finding]:
    for extract in prose(page):
        for sentence in sentences(extract.text):
            number = len(words(sentence))
            if number > SENTENCE_WORDS:
                yield advice(
                    "long-sentence",
                    f"This sentence has {number} words. Aim for {SENTENCE_WORDS}.",
                    "Make two sentences of it.",
                    sentence,
                    extract.place,
                )


def long_paragraphs(page: Page) -> Iterator[Finding]:
    for extract in prose(page):
        number = len(sentences(extract.text))
        if extract.tag == "p" and number > PARAGRAPH_SENTENCES:
            yield advice(
                "long-paragraph",
                f"This paragraph has {number} sentences. Aim for {PARAGRAPH_SENTENCES}.",
                "Begin a new paragraph.",
                sentences(extract.text)[0],
                extract.place,
            )


def long_lists(page: Page) -> Iterator[Finding]:
    listed = [extract for extract in prose(page) if extract.list_number]
    for _, one_list in groupby(listed, key=lambda extract: (extract.source, extract.list_number)):
        items = list(one_list)
        yield from too_long([extract.text for extract in items], items[0].place)
    for location in page.block_locations:
        if isinstance(location.block, blocks.ListBlock):
            yield from too_long(list(location.value or []), location.place)


def too_long(items: list[Any], place: Place) -> Iterator[Finding]:
    if len(items) > LIST_ITEMS:
        yield advice(
            "long-list",
            f"This list has {len(items)} points. Aim for {LIST_ITEMS}.",
            "Leave out what matters least, or make two lists.",
            items[0] if isinstance(items[0], str) else "",
            place,
        )


def long_headings(page: Page) -> Iterator[Finding]:
    for extract in page.text_extracts:
        if extract.text == page.title and "title" in page.too_long():
            continue  # Said more firmly there.
        if (extract.tag in HEADINGS or extract.tag == "heading") and len(extract.text) > HEADING_LETTERS:
            yield advice(
                "long-heading",
                f"This heading has {len(extract.text)} letters. Aim for {HEADING_LETTERS}.",
                "Say the first thing first and leave the rest to the text.",
                extract.text,
                extract.place,
            )


def unexplained_abbreviations(page: Page) -> Iterator[Finding]:
    """Each abbreviation once: where the text uses it first, and does not say there what it stands for."""
    for short, extract in first_uses(page).items():
        marked = any(link.explains and short in link.text for link in extract.links)
        if not (marked or is_explained(short, extract.text) or page.is_explained_elsewhere(short)):
            yield advice(
                "abbreviation",
                f"“{short}” is not explained at its first use.",
                f"Write the words first, then the letters: “… ({short})”. Or add it to the glossary.",
                short,
                extract.place,
            )


def first_uses(page: Page) -> dict[str, TextExtract]:
    """`{abbreviation: extract}`. Titles and labels have no room to explain: they count where no sentence has it."""
    shown = [extract for extract in page.text_extracts if extract.context.get("voice") != "patient"]
    sentences_first = sorted(shown, key=lambda extract: extract.tag in ("line", "heading"))
    found: dict[str, TextExtract] = {}
    for extract in sentences_first:
        for short in abbreviations(extract.text):
            found.setdefault(short, extract)
    return {short: extract for short, extract in found.items() if short not in EXPLAINED}


def mixed_numbers(page: Page) -> Iterator[Finding]:
    formats = number_formats("\n".join(extract.text for extract in prose(page)))
    if len(formats) > 1:
        yield advice(
            "mixed-numbers",
            f"The page writes shares in two ways: “{formats[0]}” and “{formats[1]}”.",
            "Choose one for the whole page. “1 in 14” is easier than “7 %”.",
            " / ".join(formats),
            why="Readers cannot compare numbers of two kinds.",
        )


READING = [
    hard_to_read,
    long_sentences,
    long_paragraphs,
    long_lists,
    long_headings,
    unexplained_abbreviations,
    mixed_numbers,
]
