"""Every place of a page where something stands or should stand: its fields and all blocks in its streams.

Blocks may say more of themselves, by methods that any block can have and none must: `editorial_label(value)` is what
people call it, `editorial_context(value)` what holds for all inside it, `unread_fields(value)` the names of fields
that are stored but not shown to readers now; `heading_fields` names its headings, and `empty_words` what to say of a
field left empty: {name: (message, suggestion)}.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from wagtail.blocks import BaseStreamBlock, Block, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.checks.findings import Place
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
    said = getattr(spot.block, "editorial_context", None)
    if said and spot.value:
        spot = replace(spot, context=spot.context | said(spot.value))
    yield spot
    for child in children_of(spot.block, spot.value) if spot.value else ():
        if child.block.name not in unread(spot):
            place = below(spot.place, child)
            yield from within(Spot(child.block, child.value, place, spot.field, spot.context, spot.block))


def unread(spot: Spot) -> tuple[str, ...]:
    names = getattr(spot.block, "unread_fields", None)
    return names(spot.value) if names else ()


def place_of(one: Any, page: Page) -> Place:
    """The Place of one of the page's fields."""
    label = (OF_ANY_PAGE.get(one.name) if one.model is Page else None) or str(one.verbose_name)
    return Place(label[:1].upper() + label[1:], page.editor_anchor(one.name))


def below(place: Place, child: Block) -> Place:
    """The Place of a block inside another one. A stream or list needs no name: what is in it has one."""
    anchor = f"#block-{child.id}-section" if child.id else place.anchor
    if isinstance(child.block, BaseStreamBlock | ListBlock):
        return Place(place.label, anchor)
    named = getattr(child.block, "editorial_label", None)
    label = (named(child.value) if named and child.value else "") or child.label
    return Place(f"{place.label} › {label}", anchor)
