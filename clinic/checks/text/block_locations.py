"""Every place of a page where something stands or should stand: its fields and all blocks in its streams.

What a struct says of itself (its context, its label, the fields that nobody reads now) is in
clinic.content.safe_blocks.SafeStructBlock.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from wagtail.blocks import BaseStreamBlock, Block, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.checks.findings import Place
from clinic.content.safe_blocks import SafeStructBlock
from clinic.content.streams import children_of

# Fields that every page has and somebody reads, with what the editor calls them.
OF_ANY_PAGE = {"title": "Title", "seo_title": "Title for search engines", "search_description": "Search description"}


@dataclass(frozen=True)
class Spot:
    """A block with its value and place in the stream `field`; `parent` is the block around it, None for the stream.

    `context` is what the blocks around it, and it itself, say of its contents, such as {"kind": "early"}.
    """

    block: Block
    value: Any
    place: Place
    field: str
    context: dict[str, Any] = dataclasses.field(default_factory=dict)
    parent: Block | None = None


def read_spots(page: Page) -> list[Spot]:
    """Every Spot in the streams of `page`, outer ones first, empty ones too. Checks take them from `page.spots`."""
    streams = [one for one in page._meta.get_fields() if isinstance(one, StreamField)]
    return [
        spot
        for one in streams
        for spot in within(Spot(one.stream_block, getattr(page, one.name), place_of(one, page), one.name))
    ]


def within(spot: Spot) -> Iterator[Spot]:
    if isinstance(spot.block, SafeStructBlock) and spot.value:
        spot = replace(spot, context=spot.context | spot.block.editorial_context(spot.value))
    yield spot
    for child in children_of(spot.block, spot.value) if spot.value else ():
        if child.block.name not in unread(spot):
            place = below(spot.place, child)
            yield from within(Spot(child.block, child.value, place, spot.field, spot.context, spot.block))


def unread(spot: Spot) -> set[str]:
    return spot.block.unread_fields(spot.value) if isinstance(spot.block, SafeStructBlock) else set()


def place_of(one: Any, page: Page) -> Place:
    """The Place of one of the page's fields."""
    label = (OF_ANY_PAGE.get(one.name) if one.model is Page else None) or str(one.verbose_name)
    return Place(label[:1].upper() + label[1:], page.editor_anchor(one.name))


def below(place: Place, child: Block) -> Place:
    """The Place of a block inside another one. A stream or list needs no name: what is in it has one."""
    anchor = f"#block-{child.id}-section" if child.id else place.anchor
    if isinstance(child.block, BaseStreamBlock | ListBlock):
        return Place(place.label, anchor)
    own = isinstance(child.block, SafeStructBlock) and child.value and child.block.editorial_label(child.value)
    return Place(f"{place.label} › {own or child.label}", anchor)
