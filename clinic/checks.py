"""System checks for what must never be forgotten."""

from django.apps import apps
from django.core.checks import Error, register
from wagtail.fields import StreamField

from clinic.blocks import SafeStreamBlock


@register()
def every_stream_is_safe(app_configs, **kwargs):
    """Wagtail's deferred validation flips flags on blocks that all threads share; SafeStreamBlock takes turns."""
    return [
        Error(
            f"{field} is built on a StreamBlock that is not safe with several threads.",
            hint="Make its top block a subclass of clinic.blocks.SafeStreamBlock.",
            id="clinic.E001",
        )
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and not isinstance(field.stream_block, SafeStreamBlock)
    ]
