"""Whether pages are kept, and which code and settings they were made with: others make other pages."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from clinic.ops.launching.asgi_application import AT_ONCE
from clinic.ops.launching.signals import worker_started
from clinic.ops.releases import packages
from clinic.website.page_cache.change_watch import Watched
from clinic.website.page_cache.made_ahead import Rounds
from clinic.website.page_cache.serving import FromMemory

ROOMS = ("clinic", "faq", "home", "templates")
PLAIN = (str, int, bool, list, tuple, dict)


def with_memory(application: Callable[..., Any]) -> Callable[..., Any]:
    """`application`, with the memory of pages before it where the settings want one; the admin's is watched over."""
    if settings.CLINIC_PROCESS == "staff" and not settings.DEBUG:
        return Watched(application)
    if not settings.PAGES_FROM_MEMORY or settings.DEBUG:
        return application
    door = FromMemory(application, release())
    AT_ONCE.append(door.at_once)
    # In the worker process itself: threads are not inherited.
    worker_started.connect(lambda **told: Rounds(door).begin(), weak=False)
    return door


def release() -> str:
    """A text that changes with the code, the templates, the packages, the collected files and the settings."""
    own = [f"{path} {path.stat().st_mtime_ns}" for path in [*sources(), Path(settings.STATIC_ROOT)] if path.exists()]
    given = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    plain = json.dumps({name: value for name, value in given.items() if isinstance(value, PLAIN)}, default=str)
    return sha256("\n".join([*packages(), *own, plain]).encode()).hexdigest()[:16]


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted(
            path for path in Path(settings.BASE_DIR, room).rglob("*.*") if "__pycache__" not in path.parts
        )
