"""A check for numbers of a translation that are others than those of what it translates."""

from collections.abc import Iterator
from datetime import datetime

from wagtail.models import Page

from clinic.archive.original_view import parts_as_of
from clinic.archive.translating import translation_of
from clinic.checks.findings import REVIEW, Finding, Place
from clinic.checks.remarks import anchor_of
from clinic.checks.text.numbers import numbers_in, unlike
from clinic.checks.text.sentences import sentences
from clinic.content.page_mixin_base import PageMixin
from clinic.review.diff import Part
from clinic.review.page_parts import parts_of


def numbers_unlike_the_original(page: PageMixin) -> Iterator[Finding]:
    """Passage by passage, as the screen of a review pairs them.

    Left out are passages whose numbers the original has changed since: that it lags behind is told of the whole page.
    """
    translation = translation_of(page)
    if translation is None:
        return
    source = translation.source.specific
    originals = {part.key: part for part in unchanged(source, translation.draft_says_as_of)}
    # Patients ask in each language in their own way.
    for part in parts_of(page, as_patients_ask=False):
        if original := originals.get(part.key):
            yield from compared(part, original, str(source.locale.language_name), anchor_of(page, part.key))


def unchanged(source: Page, says_as_of: datetime) -> list[Part]:
    """The parts of the original as it is, but those with other numbers than when the translation said the same."""
    then = {part.key: part.words for part in parts_as_of(source, says_as_of, as_patients_ask=False)}
    now = parts_of(source.words_so_far, as_patients_ask=False)
    return [part for part in now if numbers_in(then.get(part.key, part.words)).all == numbers_in(part.words).all]


def compared(part: Part, original: Part, language: str, anchor: str) -> Iterator[Finding]:
    both_say = part.words.strip() and original.words.strip()
    here, there = unlike(part.words, original.words) if both_say else ([], [])
    if here or there:
        yield Finding(
            "other-number",
            REVIEW,
            f"The numbers are others than in {language}: {listed(here)} here, {listed(there)} there.",
            why="Readers of one of the two languages would read what is wrong.",
            suggestion=f"In {language}: “{around(there, original.words)}” Write the same, unless it is right so.",
            excerpt=around(here, part.words),
            place=Place(part.label, anchor),
            words=here[0] if here else "",
        )


def listed(numbers: list[str]) -> str:
    return ", ".join(f"“{one}”" for one in numbers) or "none of these"


def around(numbers: list[str], words: str) -> str:
    """The sentence in which the first of them stands, or the first sentence; "" where there is none."""
    told = [sentence for line in words.splitlines() for sentence in sentences(line)]
    return next((one for one in told if numbers and numbers[0] in one), next(iter(told), ""))
