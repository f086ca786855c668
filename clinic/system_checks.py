"""System checks for what must never be forgotten."""

from django.apps import apps
from django.core.checks import Error, register
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import DraftStateMixin, Page

from clinic.content.blocks import SafeStreamBlock, SafeStructBlock
from clinic.content.unknown_block_scan import stream_fields


@register()
def every_stream_is_safe(app_configs, **kwargs):
    """Wagtail's deferred validation flips flags on blocks that all threads share; SafeStreamBlock takes turns."""
    return [
        Error(
            f"{field} is built on a StreamBlock that is not safe with several threads.",
            hint="Make its top block a subclass of clinic.content.blocks.SafeStreamBlock.",
            id="clinic.E001",
        )
        for field in stream_fields()
        if not isinstance(field.stream_block, SafeStreamBlock)
    ]


@register()
def every_block_keeps_what_it_cannot_read(app_configs, **kwargs):
    """Wagtail's own streams and structs drop, at the next save, what was stored by a block the code no longer has."""
    return [
        Error(
            f"{type(block).__name__} inside {field} would lose what was stored by a block that is removed later.",
            hint="Build it on clinic.content.blocks.SafeStreamBlock or clinic.content.blocks.SafeStructBlock.",
            id="clinic.E002",
        )
        for field in stream_fields()
        for block in blocks_inside(field.stream_block)
        if not keeps(block)
    ]


@register()
def only_pages_have_drafts(app_configs, **kwargs):
    """`publish_due` puts pages live, which have a door of their own; drafts of anything else would wait for ever."""
    return [
        Error(
            f"{model._meta.label} has drafts, and clinic.jobs.due publishes only pages.",
            hint="Teach clinic.jobs.due to publish it, through a gate of its own.",
            id="clinic.E003",
        )
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]


def blocks_inside(block):
    """`block` and every block below it."""
    yield block
    if isinstance(block, blocks.ListBlock):
        yield from blocks_inside(block.child_block)
    elif not isinstance(block, ImageBlock | BaseTypedTableBlock):
        for child in getattr(block, "child_blocks", {}).values():
            yield from blocks_inside(child)


def keeps(block):
    if isinstance(block, blocks.BaseStreamBlock):
        return isinstance(block, SafeStreamBlock)
    return not isinstance(block, blocks.BaseStructBlock) or isinstance(block, SafeStructBlock | ImageBlock)
