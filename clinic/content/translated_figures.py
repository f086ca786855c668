"""A key figure in the words of another language. The number stays the one of the first language."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from clinic.content.models import KeyFigure


def in_words_of(language: str, figures: "Iterable[KeyFigure]") -> "dict[int, KeyFigure]":
    """`{id: the figure to show}` for KeyFigures of the first language.

    A translation is shown only while it says the same number: one that was not brought up to date never stands on a
    page, the words of the first language stand there instead.
    """
    figures = list(figures)
    if language == settings.LANGUAGE_CODE or not figures:
        return {figure.pk: figure for figure in figures}
    keys = [figure.translation_key for figure in figures]
    found = type(figures[0]).objects.filter(translation_key__in=keys, locale__language_code=language)
    others = {other.translation_key: other for other in found}
    return {figure.pk: translated(figure, others.get(figure.translation_key)) for figure in figures}


def translated(figure: "KeyFigure", other: "KeyFigure | None") -> "KeyFigure":
    return other if other and number_in(other.value) == number_in(figure.value) else figure


def number_in(value: str) -> str:
    """The digits of a value: "about 1,200" and "unas 1200" say the same number."""
    return re.sub(r"\D", "", value)
