"""Stored blocks and fields that the code no longer has: finding them, and saying in plain words what that means."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from clinic.content.prose import plain

# A block type or field name that the code does not have, and the JSON stored under it.
Unknown = tuple[str, Any]
WORDS_SHOWN = 400


def unknown_in(block: blocks.Block, raw: Any) -> Iterator[Unknown]:
    """Everything in stored JSON that `block` has no place for, in reading order."""
    if isinstance(block, blocks.BaseStreamBlock):
        yield from unknown_among(block, ((child["type"], child["value"]) for child in raw or []))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            yield from unknown_in(block.child_block, item["value"] if is_list_item(item) else item)
    elif isinstance(block, BaseTypedTableBlock):
        yield from unknown_columns(block, raw or {})
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        yield from unknown_among(block, raw.items())


def unknown_among(block: blocks.BaseStreamBlock | blocks.BaseStructBlock, raw: Iterable[Unknown]) -> Iterator[Unknown]:
    for name, value in raw:
        if name in block.child_blocks:
            yield from unknown_in(block.child_blocks[name], value)
        else:
            yield name, value


def is_list_item(item: Any) -> bool:
    """Lists stored before Wagtail 2.16 hold bare values."""
    return isinstance(item, dict) and "type" in item and "value" in item


def unknown_columns(block: BaseTypedTableBlock, raw: dict) -> Iterator[Unknown]:
    for place, column in enumerate(raw.get("columns") or []):
        if column["type"] not in block.child_blocks:
            yield column["type"], [row["values"][place] for row in raw.get("rows", [])]


def refusal(unknown: list[Unknown]) -> str:
    """Why what holds these cannot be saved or published, for the person who tries."""
    kinds = ", ".join(f"“{kind}”" for kind in dict.fromkeys(kind for kind, _ in unknown))
    words = plain_words([raw for _, raw in unknown])
    said = f" Their text: {words}" if words else ""
    return (
        f"It holds parts made with blocks that no longer exist ({kinds}), so it cannot be saved or published. Nothing "
        "is lost: they stay stored, and patients do not see them. Whoever looks after the software has to bring them "
        f"over first.{said}"
    )


def plain_words(raw: Any) -> str:
    """The words inside stored JSON, as one short line; empty when it holds only numbers and identifiers."""
    words = " · ".join(filter(None, (plain(text) for text in strings(raw))))
    return words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN]} …"


def strings(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from strings(item)
    elif isinstance(raw, dict):
        for key, value in raw.items():
            if key not in ("id", "type"):
                yield from strings(value)
