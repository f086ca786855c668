"""Every block of a stream under an id of its own: a signature, a remark and a finding tell blocks apart by it.

The editor sends an id with each block, and takes whatever it is sent.
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

# No sign that joins ids to the key of a passage, and not a number alone, which is a place.
PLAIN = re.compile(r"(?!\d+\Z)[\w-]+", re.ASCII)


def with_own_ids(stored: Any) -> Any:
    """A stream as it is stored, with another id where one is odd or was seen above; anything else as it is."""
    if not isinstance(stored, list) or not all(isinstance(block, dict) for block in stored):
        return stored
    given = [*own_ids([block.get("id") for block in stored])]
    return [block if block.get("id") == own else {**block, "id": own} for block, own in zip(stored, given, strict=True)]


def own_ids(ids: Sequence[Any]) -> Iterator[Any]:
    """The same for the same ids, each time it is asked. A block without one gets one when it is saved."""
    seen = set()
    for place, one in enumerate(ids):
        if one and (one in seen or not isinstance(one, str) or not PLAIN.fullmatch(one)):
            one = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{one} {place}"))
        seen.add(one)
        yield one
