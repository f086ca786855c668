"""The block that every stream of the clinic is built on: safe with threads, and nothing stored gets lost."""

import json
import threading
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from clinic.content.comparing import StructInWords
from clinic.content.draft_rules import ease
from clinic.content.own_ids import own_ids, with_own_ids
from clinic.content.unknown_blocks import Unknown, refusal, unknown_in

_lock = threading.RLock()


class SafeStreamBlock(blocks.StreamBlock):
    """Base of every stream.

    Saving a draft makes Wagtail flip `required` on block objects that all threads share. One lock for the
    process, because child blocks are shared between streams.

    What was stored by a block that the code no longer has, Wagtail passes over and drops at the next save. Here a
    stream with such a thing in it is written back exactly as it was stored, and a change to it is refused.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ease(self)

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        if typed := getattr(value, "typed_in_unknown", None):
            raise blocks.StreamBlockValidationError(non_block_errors=[refusal(typed)])
        with _lock:
            return super().clean(value)

    def clean_deferred(self, value: blocks.StreamValue) -> blocks.StreamValue:
        with _lock:
            return super().clean_deferred(value)

    def to_python(self, value: Any) -> blocks.StreamValue:
        raw = parsed(value)
        stream = super().to_python(with_own_ids(raw))
        if stream is not value and stream.is_lazy:
            stream.stored = raw
        return stream

    def bulk_to_python(self, values: list[list[dict]]) -> list[blocks.StreamValue]:
        return super().bulk_to_python([with_own_ids(stored) for stored in values])

    def get_prep_value(self, value: Any) -> list[dict]:
        unknown = unknown_blocks(value)
        if not unknown:
            return super().get_prep_value(value)
        if readable(value) != readable(self.to_python(value.stored)):
            raise ValidationError(refusal(unknown))
        return value.stored

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> blocks.StreamValue:
        """Notes what somebody typed into a block that was removed meanwhile: `clean` hands it back in words."""
        stream = super().value_from_datadict(data, files, prefix)
        for child, own in zip(stream, own_ids([child.id for child in stream]), strict=True):
            child.id = own
        types = {f"{prefix}-{place}": data[f"{prefix}-{place}-type"] for place in range(int(data[f"{prefix}-count"]))}
        stream.typed_in_unknown = [
            (kind, [data[key] for key in data if key.startswith(f"{child}-value")])
            for child, kind in types.items()
            if kind not in self.child_blocks and not data[f"{child}-deleted"]
        ]
        return stream

    def get_api_representation(
        self, value: blocks.StreamValue, context: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """Each part with its type among its own fields."""
        parts = ((child.block_type, child.block.get_api_representation(child.value, context)) for child in value)
        return [{"type": kind, **said} for kind, said in parts]


def parsed(value: Any) -> Any:
    """A stream as revisions keep it, as text, made a list; anything else as it is."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


class SafeStructBlock(blocks.StructBlock):
    """Base of every struct, with what it may say of itself to the checks.

    That is the names of its `heading_fields`, and in `empty_words` what to say of a field left empty,
    {name: (message, suggestion)}.
    """

    heading_fields: tuple[str, ...] = ()
    empty_words: Mapping[str, tuple[str, str]] = {}

    def get_comparison_class(self) -> type[StructInWords]:
        """For Wagtail's screen that compares two versions."""
        return StructInWords

    def editorial_context(self, value: blocks.StructValue) -> dict[str, Any]:
        """What holds for all inside it."""
        return {}

    def editorial_label(self, value: blocks.StructValue) -> str:
        """What people call it, where its own label does not do."""
        return ""

    def unread_fields(self, value: blocks.StructValue) -> set[str]:
        """Names of fields that are stored but not shown to readers now."""
        return set()


def unknown_blocks(stream: Any) -> list[Unknown]:
    """What a stream holds, as it is stored, that the code has no block or field for."""
    stored = getattr(stream, "stored", None)
    return list(unknown_in(stream.stream_block, stored)) if isinstance(stored, list) else []


def readable(stream: blocks.StreamValue) -> Any:
    """What the code can read of a stream, as JSON; without ids, which Wagtail makes up where none are stored."""
    list(stream)  # read, or it would be handed on as it is stored
    return without_ids(stream.get_prep_value())


def without_ids(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {key: without_ids(value) for key, value in raw.items() if key != "id"}
    return [without_ids(item) for item in raw] if isinstance(raw, list) else raw
