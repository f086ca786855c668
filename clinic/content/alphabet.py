"""Titles in the order in which people look for them: accents, capitals, quotes, ¿ and a leading “The” do not count."""

import re
from typing import Any
from unicodedata import category, normalize

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Lower

DIGITS = 6
# Of every language of the site: which one a title is in is not asked.
ARTICLE = r"^(?:the|an?|el|la|los|las|una?|unos|unas)\s+"


class Decomposed(Func):
    """Letters and their accents apart."""

    template = "NORMALIZE(%(expressions)s, NFD)"
    output_field = TextField()


def replaced(text: Any, pattern: str, by: str = "") -> Func:
    return Func(text, Value(pattern), Value(by), Value("g"), function="REGEXP_REPLACE", output_field=TextField())


def in_order(field: str = "title") -> Func:
    """What to sort a text field of a queryset by. Numbers count as numbers: Type 2 stands before Type 10."""
    letters = replaced(replaced(Decomposed(F(field)), r"[^[:alnum:][:space:]]"), r"^\s+|\s+$")
    padded = replaced(letters, r"([0-9]+)", "0" * DIGITS + r"\1")
    return replaced(Lower(replaced(padded, rf"0*([0-9]{{{DIGITS}}})(?![0-9])", r"\1")), ARTICLE)


def order_of(text: str) -> str:
    """The same of a text at hand."""
    apart = "".join(letter for letter in normalize("NFD", text) if category(letter)[0] in "LNZ")
    padded = re.sub("[0-9]+", lambda number: number[0].lstrip("0").zfill(DIGITS), apart)
    return re.sub(ARTICLE, "", padded.strip().lower())
