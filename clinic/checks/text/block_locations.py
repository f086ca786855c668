"""Every place of a page where something stands or should stand: its fields and all blocks in its streams.

What a struct says of itself (its context, its label, the fields that nobody reads now) is in
clinic.content.safe_blocks.SafeStructBlock.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from wagtail.blocks import BaseStreamBlock, Block, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.checks.findings import Place
from clinic.content.safe_blocks import SafeStructBlock
from clinic.content.streams import children_of

# Fields that every page has and somebody reads, with what the editor calls them.
OF_ANY_PAGE = {"title": "Title", "seo_title": "Title for search engines", "search_description": "Search description"}


@dataclass(frozen=True)
class BlockLocation:
    """A block with its value and place in the stream `field`; `parent` is the block around it, None for the stream.

    `context` is what the blocks around it, and it itself, say of its contents, such as {"kind": "early"}.
    """

    block: Block
    value: Any
    place: Place
    field: str
    context: dict[str, Any] = dataclasses.field(default_factory=dict)
    parent: Block | None = None


def read_block_locations(page: Page) -> list[BlockLocation]:
    """Every BlockLocation in the streams of `page`, outer ones first, empty ones too.

    Checks take them from `page.block_locations`.
    """
    streams = [one for one in page._meta.get_fields() if isinstance(one, StreamField)]
    return [
        location
        for one in streams
        for location in within(BlockLocation(one.stream_block, getattr(page, one.name), place_of(one, page), one.name))
    ]


def within(location: BlockLocation) -> Iterator[BlockLocation]:
    if isinstance(location.block, SafeStructBlock) and location.value:
        location = replace(location, context=location.context | location.block.editorial_context(location.value))
    yield location
    for child in children_of(location.block, location.value) if location.value else ():
        if child.block.name not in unread(location):
            place = below(location.place, child)
            yield from within(
                BlockLocation(child.block, child.value, place, location.field, location.context, location.block)
            )


def unread(location: BlockLocation) -> set[str]:
    return location.block.unread_fields(location.value) if isinstance(location.block, SafeStructBlock) else set()


def place_of(one: Any, page: Page) -> Place:
    """The Place of one of the page's fields."""
    label = (OF_ANY_PAGE.get(one.name) if one.model is Page else None) or str(one.verbose_name)
    return Place(capfirst(label), page.editor_anchor(one.name))


def below(place: Place, child: Block) -> Place:
    """The Place of a block inside another one. A stream or list needs no name: what is in it has one."""
    anchor = f"#block-{child.id}-section" if child.id else place.anchor
    if isinstance(child.block, BaseStreamBlock | ListBlock):
        return Place(place.label, anchor)
    own = isinstance(child.block, SafeStructBlock) and child.value and child.block.editorial_label(child.value)
    return Place(f"{place.label} › {own or child.label}", anchor)
