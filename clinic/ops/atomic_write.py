"""Files that others read while they are written: they find the old one or the new one, whole."""

import os
import threading
from pathlib import Path


def atomic_write(file: Path, content: bytes) -> None:
    """All or nothing, whoever else writes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}")
    draft.write_bytes(content)
    draft.replace(file)
