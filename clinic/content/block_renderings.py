"""Every form in which a block reaches a reader: a page, Markdown, the JSON for programs, the plain words of search."""

from collections.abc import Iterator

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.images.blocks import ImageBlock

# What clinic.content.streams walks through, and blocks without words of their own.
READ = blocks.BaseStreamBlock | blocks.BaseStructBlock | blocks.ListBlock | BaseTypedTableBlock | blocks.StaticBlock
# Stored as something that means nothing outside this database.
CODED = blocks.RichTextBlock | blocks.ChooserBlock | blocks.RawHTMLBlock


def missing_renderings(name: str, block: blocks.Block) -> Iterator[tuple[str, str]]:
    """`(what is missing, what to do)` for the block that a stream calls `name`."""
    if not exists(getattr(block.meta, "template", None)):
        yield "HTML", f"Name its template in Meta: blocks/{name}.html."
    if not exists(f"blocks/{name}.md"):
        yield "Markdown", f"Write templates/blocks/{name}.md."
    if not all(map(tells_programs, untold(block))):
        yield "JSON", "Give it a get_api_representation() that returns a dictionary, or build it on ProseBlock."
    if not all(map(has_plain_words, blocks_inside(block))):
        yield "plain words", "Teach clinic.content.streams to read it: signatures, checks and search do not see it."


def exists(template: str | None) -> bool:
    try:
        return bool(template and get_template(template))
    except TemplateDoesNotExist:
        return False


def untold(block: blocks.Block) -> Iterator[blocks.Block]:
    """What Wagtail's own words for programs are left to say of: `block`, or the fields inside it."""
    if not type(block).get_api_representation.__module__.startswith("wagtail."):
        return
    inside = children(block)
    yield from (found for child in inside for found in untold(child)) if inside else [block]


def tells_programs(block: blocks.Block) -> bool:
    return isinstance(block, blocks.FieldBlock) and not isinstance(block, CODED)


def has_plain_words(block: blocks.Block) -> bool:
    return isinstance(block, READ | blocks.FieldBlock) and not isinstance(block, blocks.RawHTMLBlock)


def blocks_inside(block: blocks.Block) -> Iterator[blocks.Block]:
    """`block` and every block below it. A picture is one, and so is a table with its cells."""
    yield block
    for child in children(block):
        yield from blocks_inside(child)


def children(block: blocks.Block) -> list[blocks.Block]:
    if isinstance(block, blocks.ListBlock):
        return [block.child_block]
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock) and not isinstance(block, ImageBlock):
        return list(block.child_blocks.values())
    return []
