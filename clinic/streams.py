"""Walking a StreamField: every leaf of it, whatever it is nested in."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

WORDS = blocks.CharBlock()


def leaves(block, value):
    """Yield `(block, value)` for every field inside `value`, in reading order. Empty places are left out.

    A picture yields its alt text, a table its caption and headings too, as words.
    """
    if not value and value != 0:
        return
    if isinstance(block, blocks.FieldBlock):
        yield block, value
    for child_block, child_value in children_of(block, value):
        yield from leaves(child_block, child_value)


def children_of(block, value):
    """The blocks one level below `block`, each with its value."""
    if isinstance(block, ImageBlock):
        return [(WORDS, value.contextual_alt_text)]
    if isinstance(block, TypedTableBlock):
        return table_parts(value)
    if isinstance(block, blocks.BaseStreamBlock):
        return [(child.block, child.value) for child in value]
    if isinstance(block, blocks.BaseStructBlock):
        return [(child, value.get(name)) for name, child in block.child_blocks.items()]
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, item) for item in value]
    return []


def table_parts(table):
    headings = [(WORDS, column["heading"]) for column in table.columns]
    cells = [(cell.block, cell.value) for row in table.rows for cell in row]
    return [(WORDS, table.caption), *headings, *cells]
