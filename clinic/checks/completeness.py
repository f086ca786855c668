"""Checks for what is missing. What they find cannot be overridden: a reader would meet a gap."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.blocks import Block
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from clinic.checks.findings import BLOCK, Finding, Place
from clinic.checks.text.block_locations import BlockLocation, place_of
from clinic.content.draft_rules import broken_rules
from clinic.content.fields import is_image
from clinic.content.prose import has_words
from clinic.content.safe_blocks import SafeStructBlock
from clinic.content.streams import WORDS


def empty_places(page: Page) -> Iterator[Finding]:
    """A field or block that must be filled and is not. An empty paragraph fills nothing."""
    for one in page._meta.concrete_fields:
        if is_required(one) and is_empty(getattr(page, one.attname)):
            yield gap(place_of(one, page), page.empty_words.get(one.name, ()))
    for location in page.block_locations:
        message = what_is_missing(location)
        if message:
            yield gap(location.place, words_for(location, page) or (message,))


def rules_not_kept(page: Page) -> Iterator[Finding]:
    """What was saved as a draft although a field asks for something else: fewer letters, another number."""
    for location in page.block_locations:
        label = location.block.label or location.place.label
        for message in broken_rules(location.block, location.value, label):
            yield Finding("rule-not-kept", BLOCK, message, place=location.place)


def words_for(location: BlockLocation, page: Page) -> tuple[str, ...]:
    """What the page, or the block around, says of this being empty."""
    if location.parent is None:
        return page.empty_words.get(location.field, ()) if not location.value else ()
    return (
        location.parent.empty_words.get(location.block.name, ()) if isinstance(location.parent, SafeStructBlock) else ()
    )


def gap(place: Place, words: tuple[str, ...]) -> Finding:
    """`words` are the message and, where there is one, what to do."""
    message, suggestion = (*words, "", "")[:2]
    last = place.label.rsplit(" › ", 1)[-1]
    return Finding("empty", BLOCK, message or f"“{last}” is empty.", suggestion=suggestion, place=place)


def is_required(one: Any) -> bool:
    """Must this field of a page be filled before patients may read it? Streams look after themselves."""
    if isinstance(one, StreamField | models.BooleanField) or one.model is Page or one.primary_key:
        return False
    return one.editable and not one.blank and not (one.remote_field and one.remote_field.parent_link)


def is_empty(value: Any) -> bool:
    if isinstance(value, RichText):
        value = value.source
    if isinstance(value, str):
        return not has_words(value)
    return value is None


def what_is_missing(location: BlockLocation) -> str:
    """What is wrong with a location, in one sentence; empty when nothing is."""
    block, value = location.block, location.value
    label = block.label or location.place.label
    if block is WORDS or isinstance(block, blocks.BooleanBlock):
        return ""
    if isinstance(block, TypedTableBlock):
        cells = (cell.value for row in value.rows for cell in row) if value else ()
        return "" if any(not is_empty(cell) for cell in cells) else f"“{label}” is empty."
    if isinstance(block, blocks.FieldBlock | ImageBlock):
        return f"“{label}” is empty." if must_be_filled(block) and is_empty(value or None) else ""
    if isinstance(block, blocks.BaseStreamBlock | blocks.ListBlock):
        return too_few(block, len(value or []), label)
    return ""


def must_be_filled(block: Block) -> bool:
    """Whether the block is required. Wagtail turns that off on the shared block while any thread saves a draft, and
    keeps what it was meanwhile."""
    if isinstance(block, ImageBlock):
        block = block.child_blocks["image"]
    return getattr(block, "_original_required", block.required)


def too_few(block: Block, number: int, label: str) -> str:
    least = max(block.meta.min_num or 0, 1 if getattr(block, "required", False) else 0)
    if number >= least:
        return ""
    return f"“{label}” is empty." if not number else f"“{label}” has {number}. It needs at least {least}."


def undescribed_pictures(page: Page) -> Iterator[Finding]:
    """A picture that says something, without words for people who cannot see it."""
    for place, image, words in pictures_of(page):
        if not image.decorative and not (words or "").strip():
            yield Finding(
                "alt-text",
                BLOCK,
                "This picture has no alt text.",
                why="People who cannot see it hear nothing.",
                suggestion="Say in one sentence what it shows, or tick that it is only decoration.",
                place=place,
            )


def pictures_of(page: Page) -> Iterator[tuple[Place, Any, str]]:
    """Yield (place, image, alt text) for every picture on the page."""
    for one in page._meta.concrete_fields:
        if is_image(one):
            image = getattr(page, one.name)
            if image:
                yield place_of(one, page), image, image.default_alt_text
    for location in page.block_locations:
        if isinstance(location.block, ImageBlock) and location.value:
            yield (
                Place(f"{location.place.label} › Alt text", location.place.anchor),
                location.value,
                location.value.contextual_alt_text,
            )
