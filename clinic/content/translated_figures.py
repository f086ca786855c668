"""A key figure in the words of another language. The number stays the one of the first language."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from clinic.content.models import KeyFigure


def in_words_of(language: str, figures: "Iterable[KeyFigure]") -> "dict[int, KeyFigure]":
    """`{id: the figure to show}`, whether KeyFigures of the first language or of this one were chosen.

    A translation is shown only while it says the same number: one that was not brought up to date never stands on a
    page, the words of the first language stand there instead.
    """
    figures = list(figures)
    if language == settings.LANGUAGE_CODE or not figures:
        return {figure.pk: figure for figure in figures}
    keys = [figure.translation_key for figure in figures]
    both = (language, settings.LANGUAGE_CODE)
    rows = type(figures[0]).objects.filter(translation_key__in=keys, locale__language_code__in=both)
    found = {(row.translation_key, row.locale.language_code): row for row in rows.select_related("locale")}
    return {figure.pk: in_other_words(figure, language, found) for figure in figures}


def in_other_words(figure: "KeyFigure", language: str, found: "dict[tuple[Any, str], KeyFigure]") -> "KeyFigure":
    """`found` has the figures by key and language; `figure` itself stands for its row, of which it may be a draft."""
    source = found.get((figure.translation_key, settings.LANGUAGE_CODE), figure)
    other = found.get((figure.translation_key, language))
    return translated(figure if source.pk == figure.pk else source, other)


def translated(figure: "KeyFigure", other: "KeyFigure | None") -> "KeyFigure":
    return other if other and number_in(other.value) == number_in(figure.value) else figure


def number_in(value: str) -> str:
    """The digits of a value: "about 1,200" and "unas 1200" say the same number."""
    return re.sub(r"\D", "", value)
