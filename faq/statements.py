"""Reading the statements of a page, wherever they stand."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks.stream_block import StreamValue


def statements(stream: StreamValue) -> Iterator[Any]:
    """Yield the value of every statement in a stream, in reading order, those inside questions too."""
    for child in stream:
        if child.block_type == "statement":
            yield child.value
        elif child.block_type == "question":
            yield from statements(child.value["answer"])


def cited(*streams: StreamValue) -> list[Any]:
    """The references that readers of these streams see, each once, in the order of their first mention."""
    found = {}
    for stream in streams:
        for statement in statements(stream):
            if statement.is_labelled:
                found.update({reference.pk: reference for reference in statement["references"] if reference})
    return list(found.values())
