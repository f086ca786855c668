"""Titles in the order in which people look for them: accents, capitals, quotes, ¿ and a leading “The” do not count."""

import re
from typing import Any
from unicodedata import category, normalize

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, Func, Model, OrderBy, QuerySet, TextField, Value
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


def as_people_sort(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows in the order they have, but that texts stand as people look for them, not capitals first."""
    names = rows.query.order_by or (rows.model._meta.ordering if rows.query.default_ordering else ())
    return rows.order_by(*(one for name in names for one in both_orders(rows, name)))


def both_orders(rows: QuerySet[Any], name: Any) -> list[Any]:
    """What is equal to people, such as “Pain” and “pain”, stands as the database has it, always the same."""
    bare = name.removeprefix("-") if isinstance(name, str) else ""
    if not bare or not is_text(rows, bare):
        return [name]
    return [OrderBy(in_order(bare), descending=bare != name), name]


def is_text(rows: QuerySet[Any], name: str) -> bool:
    """Whether `name`, which may lead over relations, is a text of people, not a code chosen from a list."""
    if name in rows.query.annotations:
        return isinstance(rows.query.annotations[name].output_field, CharField)
    model: type[Model] | None = rows.model
    field: Any = None
    for part in name.split("__"):
        try:
            field = model._meta.get_field(part) if model else None
        except FieldDoesNotExist:
            return False
        model = getattr(field, "related_model", None)
    return isinstance(field, CharField | TextField) and not field.choices


def order_of(text: str) -> str:
    """The same of a text at hand."""
    apart = "".join(letter for letter in normalize("NFD", text) if category(letter)[0] in "LNZ")
    padded = re.sub("[0-9]+", lambda number: number[0].lstrip("0").zfill(DIGITS), apart)
    return re.sub(ARTICLE, "", padded.strip().lower())
