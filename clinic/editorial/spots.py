"""Every place of a page where something stands or should stand: its fields and all blocks in its streams.

Blocks may say more of themselves, by methods that any block can have and none must: `editorial_label(value)` is what
people call it, `editorial_context(value)` what holds for all inside it, `unread_fields(value)` the names of fields
that are stored but not shown to readers now; `heading_fields` names its headings, and `empty_words` what to say of a
field left empty: {name: (message, suggestion)}.
"""

from dataclasses import dataclass, field

from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.editorial.findings import Place
from clinic.streams import children_of

# Fields that every page has and somebody reads, with what the editor calls them.
OF_ANY_PAGE = {"title": "Title", "seo_title": "Title for search engines", "search_description": "Search description"}


@dataclass(frozen=True)
class Spot:
    """A block with its value and place; `parent` is the block it is directly in, None at the top of a field.

    `context` is what the blocks around it, and it itself, say of its contents, such as {"kind": "early"}.
    """

    block: object
    value: object
    place: Place
    context: dict = field(default_factory=dict)
    parent: object = None


def spots_of(page):
    """Yield every Spot in the streams of `page`, outer ones first, empty ones too."""
    for one in page._meta.get_fields():
        if isinstance(one, StreamField):
            yield from spots_in(one, page)


def spots_in(one, page):
    """Yield the spots of one StreamField."""
    yield from within(Spot(one.stream_block, getattr(page, one.name), place_of(one, page)))


def within(spot):
    said = getattr(spot.block, "editorial_context", None)
    context = spot.context | (said(spot.value) if said and spot.value else {})
    yield Spot(spot.block, spot.value, spot.place, context, spot.parent)
    for child in children_of(spot.block, spot.value) if spot.value else ():
        if child.block.name not in unread(spot):
            yield from within(Spot(child.block, child.value, below(spot.place, child), context, spot.block))


def unread(spot):
    names = getattr(spot.block, "unread_fields", None)
    return names(spot.value) if names else ()


def place_of(one, page):
    """The Place of one of the page's fields."""
    label = (OF_ANY_PAGE.get(one.name) if one.model is Page else None) or str(one.verbose_name)
    return Place(label[:1].upper() + label[1:], page.editor_anchor(one.name))


def below(place, child):
    """The Place of a block inside another one."""
    named = getattr(child.block, "editorial_label", None)
    label = (named(child.value) if named and child.value else "") or child.label
    return Place(f"{place.label} › {label}", f"#block-{child.id}-section" if child.id else place.anchor)
