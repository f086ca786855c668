"""Whether there is room for what a clinic writes."""

import shutil
from pathlib import Path

from django.conf import settings

GIGABYTE = 1_000_000_000
# Less than a night of backups and pictures needs.
LEAST_ROOM = GIGABYTE


def folders() -> set[Path]:
    """Where the clinic writes; each as it is, or the nearest above it that is there."""
    wanted = {Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT), Path(settings.BACKUP_DIR)}
    return {next(path for path in (folder, *folder.parents) if path.exists()) for folder in wanted}


def room(folder: Path) -> int:
    """Bytes."""
    return shutil.disk_usage(folder).free


def has_room() -> bool:
    return all(room(folder) >= LEAST_ROOM for folder in folders())
