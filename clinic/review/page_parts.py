"""A page taken apart into what a reviewer reads: titles, answers, questions, links, each as plain words."""

from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks import Block
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.content.prose import expanded, plain
from clinic.content.streams import leaves
from clinic.review.content_hash import BOOKKEEPING
from clinic.review.diff import Part


def parts_of(page: Page) -> list[Part]:
    """List of Part in editing order: the page's own fields, streams block by block, then linked rows."""
    fields = [field for field in page._meta.concrete_fields if field.name not in BOOKKEEPING]
    own = [part for field in fields for part in field_parts(page, field)]
    rows = [row_part(page, relation) for relation in get_all_child_relations(page) if relation.name not in BOOKKEEPING]
    return [*own, *rows]


def field_parts(page: Page, field: Any) -> list[Part]:
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        return [block_part(field, child) for child in value]
    words = rich_words(value) if isinstance(field, RichTextField) else text_of(field, value)
    return [Part(field.name, label_of(field), words)]


def text_of(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or "")


def label_of(field: Any) -> str:
    name = "title" if field.model is Page and field.name == "title" else str(field.verbose_name)
    return name[:1].upper() + name[1:]


def rich_words(source: str) -> str:
    return plain(expanded([source]).get(source, ""))


def block_part(field: Any, child: Any) -> Part:
    words = [word for block, value in leaves(child.block, child.value) if (word := leaf_words(block, value))]
    heading = words[0][:80] if words else child.block.label
    return Part(f"{field.name}:{child.id}", f"{label_of(field)}: {heading}", "\n".join(words))


def leaf_words(block: Block, value: Any) -> str:
    """One leaf as a reviewer should read it: a choice by its label in brackets, a tick by its question."""
    if isinstance(block, blocks.RichTextBlock):
        return rich_words(value.source)
    if isinstance(block, blocks.BooleanBlock):
        return f"[{block.label}]" if value else ""
    if isinstance(block, blocks.ChoiceBlock):
        return f"[{dict(block.field.choices).get(value, value)}]"
    if isinstance(block, blocks.MultipleChoiceBlock):
        labels = dict(block.field.choices)
        return f"[{block.label}: {', '.join(str(labels.get(one, one)) for one in value)}]"
    return str(value)


def row_part(page: Page, relation: Any) -> Part:
    rows = getattr(page, relation.get_accessor_name()).all()
    label = relation.get_accessor_name().replace("_", " ").capitalize()
    return Part(relation.get_accessor_name(), label, "\n".join(str(row) for row in rows))
