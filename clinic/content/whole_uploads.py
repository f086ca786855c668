"""Uploaded files are kept whole or not at all, however full the disk is."""

from contextlib import suppress
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    def _save(self, name: str, content: Any) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        except OSError:
            # Nothing stood under this name before: it was asked for as a free one.
            with suppress(OSError):
                self.delete(name)
            raise
