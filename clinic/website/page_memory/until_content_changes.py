"""What is worked out of all content, for the pages that are made until something changes."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from clinic.website.page_memory.application import VERSION

T = TypeVar("T")
_held: dict[str, tuple[str, object]] = {}


def until_it_changes(request: HttpRequest, name: str, work_out: Callable[[], T]) -> T:
    """What `work_out` gives, held as `name` for the version of the content that this request sees, if known."""
    version = request.META.get(VERSION, "")
    known, value = _held.get(name, ("", None))
    if not version or known != version:
        value = work_out()
        if version:
            _held[name] = version, value
    return value  # type: ignore[return-value]
