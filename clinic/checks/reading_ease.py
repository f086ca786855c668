"""Checks for how a page reads. All of them advise; none ever stops anything."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from wagtail import blocks
from wagtail.models import Page

from clinic.checks.findings import ADVISE, WHOLE_PAGE, Finding, Place
from clinic.checks.text.extracts import Passage
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


def prose(page: Page) -> list[Passage]:
    """The passages written as sentences: no headings, no wordings of patients, nothing for search engines."""
    shown = [passage for passage in page.passages if passage.tag in ("p", "li")]
    return [passage for passage in shown if passage.context.get("voice") != "patient"]


def hard_to_read(page: Page) -> Iterator[Finding]:
    found = grade(passage.text for passage in prose(page))
    if found is not None and found > GRADE:
        yield advice(
            "reading-grade",
            f"The page reads at school grade {found:.0f}. Aim for 6; up to {GRADE} is fine.",
            "Shorten the longest sentences first. Medical words raise the number too, and some must stay.",
        )


def long_sentences(page: Page) -> Iterator[Finding]:
    for passage in prose(page):
        for sentence in sentences(passage.text):
            number = len(words(sentence))
            if number > SENTENCE_WORDS:
                yield advice(
                    "long-sentence",
                    f"This sentence has {number} words. Aim for {SENTENCE_WORDS}.",
                    "Make two sentences of it.",
                    sentence,
                    passage.place,
                )


def long_paragraphs(page: Page) -> Iterator[Finding]:
    for passage in prose(page):
        number = len(sentences(passage.text))
        if passage.tag == "p" and number > PARAGRAPH_SENTENCES:
            yield advice(
                "long-paragraph",
                f"This paragraph has {number} sentences. Aim for {PARAGRAPH_SENTENCES}.",
                "Begin a new paragraph.",
                sentences(passage.text)[0],
                passage.place,
            )


def long_lists(page: Page) -> Iterator[Finding]:
    listed = [passage for passage in prose(page) if passage.list_number]
    for _, one_list in groupby(listed, key=lambda passage: (passage.source, passage.list_number)):
        items = list(one_list)
        yield from too_long([passage.text for passage in items], items[0].place)
    for spot in page.spots:
        if isinstance(spot.block, blocks.ListBlock):
            yield from too_long(list(spot.value or []), spot.place)


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
    for passage in page.passages:
        if (passage.tag in HEADINGS or passage.tag == "heading") and len(passage.text) > HEADING_LETTERS:
            yield advice(
                "long-heading",
                f"This heading has {len(passage.text)} letters. Aim for {HEADING_LETTERS}.",
                "Say the first thing first and leave the rest to the text.",
                passage.text,
                passage.place,
            )


def unexplained_abbreviations(page: Page) -> Iterator[Finding]:
    """Each abbreviation once: where the text uses it first, and does not say there what it stands for."""
    for short, passage in first_uses(page).items():
        marked = any(link.explains and short in link.text for link in passage.links)
        if not (marked or is_explained(short, passage.text) or page.is_explained_elsewhere(short)):
            yield advice(
                "abbreviation",
                f"“{short}” is not explained at its first use.",
                f"Write the words first, then the letters: “… ({short})”. Or add it to the glossary.",
                short,
                passage.place,
            )


def first_uses(page: Page) -> dict[str, Passage]:
    """`{abbreviation: passage}`. Titles and labels have no room to explain: they count where no sentence has it."""
    shown = [passage for passage in page.passages if passage.context.get("voice") != "patient"]
    sentences_first = sorted(shown, key=lambda passage: passage.tag in ("line", "heading"))
    found: dict[str, Passage] = {}
    for passage in sentences_first:
        for short in abbreviations(passage.text):
            found.setdefault(short, passage)
    return {short: passage for short, passage in found.items() if short not in EXPLAINED}


def mixed_numbers(page: Page) -> Iterator[Finding]:
    formats = number_formats("\n".join(passage.text for passage in prose(page)))
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
