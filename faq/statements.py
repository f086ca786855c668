"""Reading the statements of a page, wherever they stand."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.blocks.stream_block import StreamValue


def statements(stream: StreamValue) -> Iterator[Any]:
    """Yield the value of every statement in a stream, in reading order, those inside questions too."""
    for child in stream:
        if child.block_type == "statement":
            yield child.value
        elif child.block_type == "question":
            yield from statements(child.value["answer"])


def asked_statements(questions: Iterable[StreamValue.StreamChild]) -> Iterator[tuple[str, StreamValue.StreamChild]]:
    """`(question, statement)`: the blocks themselves, to be changed. Each has an id, imported or typed."""
    for asked in questions:
        for part in asked.value["answer"]:
            if part.block_type == "statement" and part.id:
                yield asked.value["question"], part


def without_kind(questions: Iterable[StreamValue.StreamChild]) -> int:
    """How many statements nobody has given a kind of knowledge."""
    return sum(not part.value.get("kind") for _, part in asked_statements(questions))


def cited(*streams: StreamValue) -> list[Any]:
    """The references that readers of these streams see, each once, in the order of their first mention."""
    found = {}
    for stream in streams:
        for statement in statements(stream):
            if statement.is_labelled:
                found.update({reference.pk: reference for reference in statement.sources})
    return list(found.values())
