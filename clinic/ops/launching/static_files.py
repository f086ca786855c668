"""Static files for the servers: collected beside other work, and only when something has changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError

from clinic.ops.releases import packages

from .children import Child


class Collecting:
    """`collectstatic` in a process of its own, or nothing at all when the collected files are up to date."""

    def __init__(self, start: Callable[..., Child]) -> None:
        self.mark = mark()
        self.needed = not self.mark.exists()
        if self.needed:
            command = ["manage.py", "collectstatic", "--no-input", "--clear", "--verbosity=0"]
            self.child = start("The collecting of static files", *command)

    def finish(self) -> Child:
        if self.child.process.wait():
            raise CommandError("The static files could not be collected; the reason is above.")
        self.mark.touch()
        return self.child


def mark() -> Path:
    """There when the collected files are up to date: its name changes with the packages and our own static files."""
    own = sorted(f"{path} {path.stat().st_mtime_ns}" for path in own_files())
    seen = hashlib.sha256("\n".join([*packages(), *own]).encode()).hexdigest()
    return Path(settings.STATIC_ROOT, f"collected-{seen[:16]}")


def own_files() -> list[Path]:
    """Static files that come with this repository; those of packages change only with their version."""
    ours = [Path(app.path, "static") for app in apps.get_app_configs() if settings.BASE_DIR in Path(app.path).parents]
    return [path for folder in ours for path in folder.rglob("*") if path.is_file()]
