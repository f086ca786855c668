"""What a field of a block asks of words that patients read, such as a greatest length, is not asked of a draft."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from wagtail import blocks


class UnlessDraft:
    """A rule of a field. What the database can keep never stops a draft from being saved: words would be lost."""

    def __init__(self, rule: Any, block: blocks.FieldBlock) -> None:
        self.rule = rule
        self.block = block

    def __call__(self, value: Any) -> None:
        if not self.block.is_deferred_validation:
            self.rule(value)


def ease(block: blocks.Block) -> None:
    """For all fields below `block`. The browser counts letters there (letters.js); it would cut off what is pasted."""
    for one in fields_below(block):
        always = (UnlessDraft, ProhibitNullCharactersValidator)
        one.field.validators = [
            rule if isinstance(rule, always) else UnlessDraft(rule, one) for rule in one.field.validators
        ]
        if longest := one.field.widget.attrs.pop("maxlength", None):
            one.field.widget.attrs["data-letters"] = longest


def fields_below(block: blocks.Block) -> Iterator[blocks.FieldBlock]:
    # Others make their field when it is first asked for, and have no such rules.
    if isinstance(block, blocks.FieldBlock) and "field" in vars(block):
        yield block
    children = (
        [block.child_block] if isinstance(block, blocks.ListBlock) else getattr(block, "child_blocks", {}).values()
    )
    for child in children:
        yield from fields_below(child)


def broken_rules(block: blocks.Block, value: Any, label: str) -> Iterator[str]:
    """What the rules of a field say of its value, one sentence each; whether or not a draft is saved meanwhile."""
    if not isinstance(block, blocks.FieldBlock) or "field" not in vars(block):
        return
    filled = block.value_for_form(value)
    for rule in (one.rule for one in block.field.validators if isinstance(one, UnlessDraft)):
        try:
            if filled not in block.field.empty_values:
                rule(filled)
        except ValidationError as error:
            if isinstance(rule, MaxLengthValidator):
                yield f"“{label}” has {len(filled)} letters. Shorten it to {rule.limit_value}."
            else:
                yield f"“{label}”: {' '.join(error.messages)}"
