"""System checks for what must never be forgotten."""

from django.apps import apps
from django.core.checks import Error, register
from wagtail import blocks
from wagtail.models import DraftStateMixin, Page

from clinic.content.block_renderings import blocks_inside, missing_renderings
from clinic.content.blocks import SafeStreamBlock
from clinic.content.models import SharedText
from clinic.content.unknown_block_scan import stream_fields
from clinic.ops.rights.wanted import unclear


@register()
def every_stream_is_safe(app_configs: object, **kwargs: object) -> list[Error]:
    """Wagtail's own streams flip flags on blocks that all threads share, and drop what a removed block has stored."""
    return [
        Error(
            f"{field} is built on a StreamBlock that is not safe with several threads and loses what it does not know.",
            hint="Make its top block a subclass of clinic.content.blocks.SafeStreamBlock.",
            id="clinic.E001",
        )
        for field in stream_fields()
        if not isinstance(field.stream_block, SafeStreamBlock)
    ]


@register()
def only_pages_have_drafts(app_configs: object, **kwargs: object) -> list[Error]:
    """`publish_due` puts pages live, which have a door of their own; drafts of anything else would wait for ever.

    Shared texts go live where they are approved: nobody can set a time for them.
    """
    return [
        Error(
            f"{model._meta.label} has drafts, and clinic.jobs.scheduled_publishing publishes only pages.",
            hint="Teach clinic.jobs.scheduled_publishing to publish it, through a gate of its own.",
            id="clinic.E003",
        )
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, (Page, SharedText))
    ]


@register()
def every_block_is_told_everywhere(app_configs: object, **kwargs: object) -> list[Error]:
    """A block without Markdown breaks the page for programs; one without plain words is signed by nobody."""
    return [
        Error(
            f"The block “{name}” in {field} has no {what}.",
            hint=hint,
            id="clinic.E004",
        )
        for field in stream_fields()
        for stream in blocks_inside(field.stream_block)
        if isinstance(stream, blocks.BaseStreamBlock)
        for name, block in stream.child_blocks.items()
        for what, hint in missing_renderings(name, block)
    ]


@register()
def every_table_is_open_or_closed(app_configs: object, **kwargs: object) -> list[Error]:
    """What the public site may read is said of each table; of a new one somebody has to think."""
    models = apps.get_models(include_auto_created=True)
    return [
        Error(
            f"What visitors may do with the table {table} is said nowhere, or twice.",
            hint="List it in clinic/ops/rights/visitors.toml; what no page shows is closed.",
            id="clinic.E005",
        )
        for table in unclear({model._meta.db_table for model in models})
    ]
