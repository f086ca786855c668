"""Pictures and documents as they were: a copy of each file that an edition shows, named by its bytes."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from wagtail.models import Page

from clinic.review.content_hash import snippets_shown

NAME = re.compile(r"[0-9a-f]{40}\.[a-z0-9]{1,5}")


def kept() -> FileSystemStorage:
    """Beside the public files, where no address leads."""
    return FileSystemStorage(location=Path(settings.VAR_DIR) / "record")


def kept_as(fingerprint: str) -> str:
    """The name of the copy of a file whose hash begins so; empty where it was not kept."""
    found = sorted(Path(kept().location).glob(f"{fingerprint}*")) if fingerprint else []
    return found[0].name if found else ""


def keep_files(page: Page) -> list[dict[str, Any]]:
    """Copy what this page shows, each file once for all pages. Returns `{"name", "title", "picture"}` of each."""
    shown = [found for found in snippets_shown(page) if getattr(found, "file_hash", "")]
    return [{"name": copied(found), "title": found.title, "picture": hasattr(found, "renditions")} for found in shown]


def copied(found: Any) -> str:
    """The name of the copy. A file that is gone already is missed in the record, and holds up nobody."""
    name = found.file_hash + Path(found.file.name).suffix.lower()
    if not kept().exists(name):
        try:
            with found.file.storage.open(found.file.name) as file:
                kept().save(name, file)
        except FileNotFoundError:
            return ""
    return name
