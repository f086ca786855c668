"""A key figure in the words of the language that is read. The number stays the one of the first language."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from clinic.content.models import KeyFigure


def in_words_of(language: str, figures: "Iterable[KeyFigure]") -> "dict[int, KeyFigure]":
    """`{id: the figure to show}`, whether KeyFigures of the first language or of this one were chosen.

    A translation is shown only while it says the same number: one that was not brought up to date never stands on a
    page, the words of the first language stand there instead. What is not live is nobody's to read: a new translation
    waits for its approval with its words in its row, and stands on no page before. Left out: where nothing is live.
    """
    figures = list(figures)
    if not figures or language == settings.LANGUAGE_CODE and all(figure.live for figure in figures):
        return {figure.pk: figure for figure in figures}
    keys = [figure.translation_key for figure in figures]
    both = (language, settings.LANGUAGE_CODE)
    rows = type(figures[0]).objects.filter(translation_key__in=keys, locale__language_code__in=both, live=True)
    found = {(row.translation_key, row.locale.language_code): row for row in rows.select_related("locale")}
    shown = {figure.pk: in_other_words(figure, language, found) for figure in figures}
    return {pk: figure for pk, figure in shown.items() if figure}


def in_other_words(figure: "KeyFigure", language: str, found: "dict[tuple[Any, str], KeyFigure]") -> "KeyFigure | None":
    """`found` has the live ones by key and language; `figure` itself stands for its row, of which it may be a draft."""
    source = found.get((figure.translation_key, settings.LANGUAGE_CODE), figure if figure.live else None)
    other = found.get((figure.translation_key, language))
    return translated(figure if source and source.pk == figure.pk else source, other)


def translated(figure: "KeyFigure | None", other: "KeyFigure | None") -> "KeyFigure | None":
    return other if other and (figure is None or number_in(other.value) == number_in(figure.value)) else figure


def number_in(value: str) -> str:
    """The digits of a value: "about 1,200" and "unas 1200" say the same number."""
    return re.sub(r"\D", "", value)
