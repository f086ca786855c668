"""What is the same for many pages, worked out once until something changes that any page shows."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.http import HttpRequest

T = TypeVar("T")
# What a request's `environ` names the version of the content by that it sees; empty or missing where none is known.
VERSION = "clinic.version_of_the_content"
# More than a site has of anything but sources; of those, the ones that were asked for last.
MOST = 2000
# Of the version that was asked for last: pages of an older one are made anew, and need it anew.
_held: list[tuple[str, dict[Hashable, Any]]] = [("", {})]


def knows_version(request: HttpRequest) -> bool:
    return bool(request.META.get(VERSION))


def until_it_changes(request: HttpRequest, key: Hashable, work_out: Callable[[], T]) -> T:
    """What `work_out` gives, held under `key` for the version of the content that this request sees, if known.

    Others get the very same, in other threads too: it is not to be changed.
    """
    version = request.META.get(VERSION, "")
    if not version:
        return work_out()
    known, values = _held[0]
    if known != version or len(values) > MOST:
        values = {}
        _held[0] = version, values
    if key not in values:
        values[key] = work_out()
    value: T = values[key]
    return value
