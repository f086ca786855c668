"""Where the public site keeps its finished pages, for days without a database."""

from pathlib import Path

from django.conf import settings


def folder_of_pages() -> Path:
    return Path(settings.VAR_DIR) / "pages"


def are_there() -> bool:
    """Whether anything is kept on this machine that patients could read."""
    return any(folder_of_pages().glob("[0-9a-f][0-9a-f]/*"))
