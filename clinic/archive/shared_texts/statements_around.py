"""The words around a shared text on a page: the paragraph, statement or row in which it stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin

from clinic.content.streams import children_of, leaves
from clinic.review.page_parts import leaf_words, rich_words

Names = set[tuple[type[Model], str]]
# What is read in one go.
WHOLE = blocks.RichTextBlock | blocks.BaseStructBlock | TypedTableBlock


def statements_around(page: Page, shared: Iterable[TranslatableMixin]) -> list[str]:
    """As plain words, in reading order. Pages name a figure of the first language and show it in their own."""
    names: Names = {(type(one), str(one.pk)) for text in shared for one in (text, *text.get_translations())}
    return [words for field in page._meta.concrete_fields for words in in_field(page, field, names)]


def in_field(page: Page, field: Any, names: Names) -> Iterator[str]:
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        yield from around(field.stream_block, value, names)
    elif isinstance(field, RichTextField) and named(field, value, names):
        yield rich_words(value)


def around(block: blocks.Block, value: Any, names: Names) -> Iterator[str]:
    """The smallest part in which it stands; each part that there is."""
    if not value or not named(block, value, names):
        return
    inside = [words for child in children_of(block, value) for words in around(child.block, child.value, names)]
    if inside:
        yield from inside
    elif isinstance(block, WHOLE):
        yield "\n".join(filter(None, (leaf_words(leaf, said) for leaf, said in leaves(block, value))))


def named(holder: Any, value: Any, names: Names) -> bool:
    """Whether this field or block refers to one of them."""
    return any((model, str(pk)) in names for model, pk, *_ in holder.extract_references(value))
