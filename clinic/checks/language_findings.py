"""A check for words in another language than their page: readers who chose one of them may not read the other."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.utils.translation import get_language_info
from wagtail.models import Page

from clinic.checks.findings import REVIEW, Finding, Place
from clinic.checks.text.extracts import TextExtract
from clinic.checks.text.sentences import sentences, words
from clinic.content.language.guessing import language_of

# Fewer words are too few to tell: "CRPS, RSD and SDRC".
FEWEST_WORDS = 4
# Of the names of a place: the field, and the answer in it.
ANSWER = 2


def mostly_another_language(page: Page) -> Iterator[Finding]:
    """Each answer, or other field, more than half of whose sentences are in another language of the site."""
    own = page.check_lookups.languages.get(page.locale_id, settings.LANGUAGE_CODE)
    for answer, extracts in groupby(filter(is_told, page.text_extracts), key=answer_of):
        found = list(in_languages(extracts, own))
        foreign = [(extract, sentence, code) for extract, sentence, code in found if code != own]
        if len(foreign) * 2 > len(found):
            extract, sentence, code = foreign[0]
            yield Finding(
                "other-language",
                REVIEW,
                f"This is mostly in {name_of(code)}, on a page in {name_of(own)}.",
                why="Whoever reads one of them may not read the other, and a voice that reads aloud says it wrongly.",
                suggestion=f"Write it in {name_of(own)}, or take it out.",
                excerpt=sentence,
                place=Place(answer, extract.place.anchor),
            )


def is_told(extract: TextExtract) -> bool:
    """By the clinic: patients ask in any language, and a picture has its words in each."""
    return extract.context.get("voice") != "patient" and not extract.context.get("picture")


def answer_of(extract: TextExtract) -> str:
    return " › ".join(extract.place.label.split(" › ")[:ANSWER])


def in_languages(extracts: Iterable[TextExtract], own: str) -> Iterator[tuple[TextExtract, str, str]]:
    """Each sentence that is long enough to tell, with the code of its language; in doubt it is that of the page."""
    others = [code for code, _ in settings.LANGUAGES]
    for extract in extracts:
        for sentence in sentences(extract.text):
            if len(words(sentence)) >= FEWEST_WORDS:
                yield extract, sentence, language_of(sentence, own, others)


def name_of(code: str) -> str:
    return str(get_language_info(code)["name"])
