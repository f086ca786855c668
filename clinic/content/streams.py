"""Walking a StreamField: every leaf of it, whatever it is nested in."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageBlock

WORDS = blocks.CharBlock()


class Child(NamedTuple):
    """One block inside another: `label` for people; `id` where the editor can be sent to it, else empty."""

    block: blocks.Block
    value: Any
    label: str
    id: str = ""


def read_together(*streams: blocks.StreamValue) -> list[blocks.StreamValue]:
    """These streams of one block, with the references, figures and pictures of all of them looked up at once."""
    block = streams[0].stream_block
    children = list(block.to_python([raw for stream in streams for raw in stream.get_prep_value()]))
    ends = [*accumulate(len(stream) for stream in streams)]
    parts = [children[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return [blocks.StreamValue(block, [(c.block_type, c.value, c.id) for c in part]) for part in parts]


def leaves(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """Yield `(block, value)` for every field inside `value`, in reading order. Empty places are left out.

    A picture yields its alt text, a table its caption and headings too, as words.
    """
    if not value and value != 0:
        return
    if isinstance(block, blocks.FieldBlock):
        yield block, value
    for child in children_of(block, value):
        yield from leaves(child.block, child.value)


def images(block: blocks.Block, value: Any) -> Iterator[Any]:
    """Yield every picture in `value`."""
    if isinstance(block, ImageBlock):
        yield value
    for child in children_of(block, value) if value else ():
        yield from images(child.block, child.value)


def details_in(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield the names of the clinic's details that blocks inside `value` quote (blocks with `details_in`)."""
    if hasattr(block, "details_in"):
        yield from block.details_in(value)
    for child in children_of(block, value) if value else ():
        yield from details_in(child.block, child.value)


def is_medical(block: blocks.Block, value: Any) -> bool:
    """Whether a block inside `value` tells patients what to do for their health (blocks with `is_medical`)."""
    within = children_of(block, value) if value else ()
    return hasattr(block, "is_medical") or any(is_medical(child.block, child.value) for child in within)


def children_of(block: blocks.Block, value: Any) -> list[Child]:
    """Every Child one level below `block`."""
    if isinstance(block, ImageBlock):
        return [Child(WORDS, value.contextual_alt_text, "Alt text")]
    if isinstance(block, TypedTableBlock):
        return table_parts(value)
    if isinstance(block, blocks.BaseStreamBlock):
        return stream_children(value)
    if isinstance(block, blocks.BaseStructBlock):
        return [Child(child, value.get(name), child.label) for name, child in block.child_blocks.items()]
    if isinstance(block, blocks.ListBlock):
        return list_children(block, value)
    return []


def stream_children(stream: blocks.StreamValue) -> list[Child]:
    """Numbered within their type: "Statement 2" is the second statement, whatever stands between."""
    found: list[Child] = []
    counted: dict[str, int] = {}
    for child in stream:
        counted[child.block_type] = counted.get(child.block_type, 0) + 1
        label = f"{child.block.label} {counted[child.block_type]}"
        found.append(Child(child.block, child.value, label, child.id or ""))
    return found


def list_children(block: blocks.ListBlock, value: ListValue) -> list[Child]:
    bound = getattr(value, "bound_blocks", [])
    ids = [child.original_id or "" for child in bound] or [""] * len(value)
    label = block.child_block.label or block.label
    return [
        Child(block.child_block, item, f"{label} {place}", id)
        for place, (item, id) in enumerate(zip(value, ids, strict=True), start=1)
    ]


def table_parts(table: TypedTable) -> list[Child]:
    headings = [
        Child(WORDS, column["heading"], f"Heading of column {at}") for at, column in enumerate(table.columns, 1)
    ]
    cells = [
        Child(cell.block, cell.value, f"Row {line}, column {at}")
        for line, row in enumerate(table.rows, 1)
        for at, cell in enumerate(row, 1)
    ]
    return [Child(WORDS, table.caption, "Caption"), *headings, *cells]
