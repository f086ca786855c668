"""What every stream and every struct of the clinic is built on: safe with threads, and nothing stored gets lost."""

import threading
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.blocks.struct_block import StructBlockAdapter

from clinic.content.unknown_blocks import FIELDS_IN_FORM, IN_FORM, KnownBlocks, LostPart, notice, posted, refusal

_turn = threading.RLock()


class SafeStreamBlock(blocks.StreamBlock):
    """Base of every stream.

    Saving a draft makes Wagtail flip `required` on block objects that all threads share. One lock for the
    process, because child blocks are shared between streams.

    Children of a type that was removed in code stay: as stored, unseen by patients, and publishing waits for them.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks = KnownBlocks(self.child_blocks)

    def clean(self, value):
        with _turn:
            errors = {} if self.is_deferred_validation else lost_errors(value)
            try:
                cleaned = super().clean(value)
            except blocks.StreamBlockValidationError as error:
                raise blocks.StreamBlockValidationError(error.block_errors | errors, error.non_block_errors) from error
            if errors:
                raise blocks.StreamBlockValidationError(errors)
            return cleaned

    def clean_deferred(self, value):
        with _turn:
            return super().clean_deferred(value)

    def get_form_state(self, value):
        states = super().get_form_state(value)
        for child, state in zip(value or [], states, strict=True):
            if isinstance(child.block, LostPart):
                state["type"] = IN_FORM
        return states

    def value_from_datadict(self, data, files, prefix):
        value = super().value_from_datadict(data, files, prefix)
        for place, child in enumerate(value):
            if child.block_type == IN_FORM:
                value[place] = self.restored(child)
        return value

    def get_api_representation(
        self, value: blocks.StreamValue, context: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """Each part with its type among its own fields; without lost parts."""
        return [
            {"type": child.block_type, **child.block.get_api_representation(child.value, context)}
            for child in value
            if not isinstance(child.block, LostPart)
        ]

    def restored(self, child):
        """A lost part under its own type again; a block that exists once more takes it over."""
        try:
            kind, raw = child.value.raw["type"], child.value.raw["value"]
            block = self.child_blocks[str(kind)]
            block.get_prep_value(block.to_python(raw))  # all of it, so that what does not fit shows now
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise SuspiciousOperation("A lost part came back damaged from the editing form.") from error
        return str(kind), block.to_python(raw), child.id


def lost_errors(stream):
    """`{place: ValidationError}` for the lost parts directly in a stream."""
    return {
        place: child.block.refusal(child.value)
        for place, child in enumerate(stream)
        if isinstance(child.block, LostPart)
    }


class SafeStructBlock(blocks.StructBlock):
    """Base of every struct: fields that were removed in code stay in `value.lost_fields`, as stored.

    What a struct may say of itself to the checks: the names of its `heading_fields`, and in `empty_words` what to say
    of a field left empty, {name: (message, suggestion)}.
    """

    heading_fields: tuple[str, ...] = ()
    empty_words: Mapping[str, tuple[str, str]] = {}

    def editorial_context(self, value: blocks.StructValue) -> dict[str, Any]:
        """What holds for all inside it."""
        return {}

    def editorial_label(self, value: blocks.StructValue) -> str:
        """What people call it, where its own label does not do."""
        return ""

    def unread_fields(self, value: blocks.StructValue) -> set[str]:
        """Names of fields that are stored but not shown to readers now."""
        return set()

    def to_python(self, value):
        return self.keeping(super().to_python(value), value)

    def bulk_to_python(self, values):
        values = list(values)
        return [self.keeping(found, raw) for found, raw in zip(super().bulk_to_python(values), values, strict=True)]

    def keeping(self, struct, raw):
        left = {name: content for name, content in raw.items() if name not in self.child_blocks}
        struct.lost_fields = left | lost_fields(raw)
        return struct

    def get_prep_value(self, value):
        return super().get_prep_value(value) | lost_fields(value)

    def get_form_state(self, value):
        state = super().get_form_state(value)
        lost = lost_fields(value)
        return state | {FIELDS_IN_FORM: notice(lost, lost)} if lost else state

    def value_from_datadict(self, data, files, prefix):
        struct = super().value_from_datadict(data, files, prefix)
        name = f"{prefix}-{FIELDS_IN_FORM}"
        lost = posted(data, name) if name in data else {}
        return self.keeping(struct, lost if isinstance(lost, dict) else {})

    def clean(self, value):
        cleaned = super().clean(value)
        cleaned.lost_fields = lost_fields(value)
        if cleaned.lost_fields and not self.is_deferred_validation:
            names = ", ".join(cleaned.lost_fields)
            raise blocks.StructBlockValidationError(
                non_block_errors=[refusal(f"This part has fields that no longer exist ({names}).", cleaned.lost_fields)]
            )
        return cleaned


def lost_fields(struct):
    return getattr(struct, "lost_fields", {})


class KeepingForm:
    """The part of the editing form that shows what is lost and posts it back."""

    @cached_property
    def media(self):
        return super().media + forms.Media(js=["clinic/js/lost-parts.js"], css={"all": ["clinic/css/lost-parts.css"]})


class SafeStreamAdapter(KeepingForm, StreamBlockAdapter):
    js_constructor = "clinic.SafeStreamBlock"


class SafeStructAdapter(KeepingForm, StructBlockAdapter):
    js_constructor = "clinic.SafeStructBlock"


register(SafeStreamAdapter(), SafeStreamBlock)
register(SafeStructAdapter(), SafeStructBlock)
