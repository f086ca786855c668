"""A page's own words as HTML, as patients read them: labels, figures and sources included, pictures as words."""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks import Block
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from clinic.content.prose import expanded_prose, has_words
from clinic.review.content_hash import BOOKKEEPING
from clinic.review.page_parts import field_parts, label_of, parts_of, row_part
from clinic.site.models import ClinicDetails

logger = logging.getLogger(__name__)


def rendered(page: Page) -> SafeString:
    """HTML of this page object. Does not fail: where a part cannot be shown, the words alone are kept."""
    try:
        # A query that breaks must not take the publishing under way with it.
        with transaction.atomic(), translation.override(page.locale.language_code):
            return sections(pieces(page))
    except Exception:
        logger.exception("The edition of page %s is kept as plain words", page.pk)
        return sections((part.label, lines(part.words)) for part in parts_of(page) if part.words)


def sections(found: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("\n", "<section><h2>{}</h2>\n{}</section>", found)


def lines(words: str) -> SafeString:
    return format_html('<p class="clinic-edition__lines">{}</p>', words)


def pieces(page: Page) -> Iterator[tuple[str, str]]:
    """Yield `(label, html)` for everything the page shows besides its title, in editing order."""
    context = {"page": page, "prose": expanded_prose(page), "clinic_details": details_of(page)}
    for field in page._meta.concrete_fields:
        if field.name not in BOOKKEEPING | {"title"} and (html := field_html(page, field, context)):
            yield label_of(field), html
    for relation in get_all_child_relations(page):
        if relation.name not in BOOKKEEPING and (part := row_part(page, relation)).words:
            yield part.label, lines(part.words)
    if told := page.told_changes():
        yield "What changed", lines("\n".join(told))
    yield from page.also_shown()


def details_of(page: Page) -> ClinicDetails | None:
    """The clinic's details, for the phone number in a care card."""
    site = page.get_site()
    return ClinicDetails.for_site(site) if site else None


def field_html(page: Page, field: Any, context: dict[str, Any]) -> str:
    """One field of the page; empty where it says nothing."""
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        return block_html(field.stream_block, value, context)
    if isinstance(field, RichTextField):
        # Safe: rich text is cleaned to the allowed features when it is saved, and figures escape themselves.
        return mark_safe(context["prose"][value]) if has_words(value) else ""
    words = field_parts(page, field)[0].words
    return lines(words) if words else ""


def block_html(block: Block, value: Any, context: dict[str, Any]) -> str:
    """A block through its own template; one that holds others piece by piece, a picture by its words."""
    if isinstance(block, blocks.BaseStreamBlock):
        found = ((block_html(child.block, child.value, context),) for child in value)
        return format_html_join("\n", "{}", found)
    inside = getattr(block, "child_blocks", {})
    if any(isinstance(child, blocks.BaseStreamBlock) for child in inside.values()):
        return format_html_join("\n", "{}", ((html,) for html in nested(inside, value, context)))
    if any(isinstance(child, ImageBlock) for child in inside.values()):
        return picture_html(inside, value)
    return block.render(value, context=context)


def nested(inside: dict[str, Any], value: Any, context: dict[str, Any]) -> Iterator[str]:
    """What a struct with a stream in it shows: its line of words as a heading, then the stream."""
    for name, block in inside.items():
        if isinstance(block, blocks.BaseStreamBlock):
            yield block_html(block, value[name], context)
        elif isinstance(block, blocks.CharBlock) and value.get(name):
            yield format_html("<h3>{}</h3>", value[name])


def picture_html(inside: dict[str, Any], value: Any) -> SafeString:
    """A picture by its alt text and whatever words belong to it: the file itself may be replaced some day."""
    said = [value.get(name) for name, block in inside.items() if isinstance(block, blocks.CharBlock)]
    images = [value.get(name) for name, block in inside.items() if isinstance(block, ImageBlock)]
    alts = [getattr(image, "contextual_alt_text", "") or "without a description" for image in images if image]
    return format_html("<p>[Picture: {}] {}</p>", ", ".join(alts), " ".join(filter(None, said)))
