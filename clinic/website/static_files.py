"""Static files with their hash in the name, joined and compressed when they are collected."""

import posixpath
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha384
from typing import Any

import brotli
from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from clinic.website.stylesheet import bare, joined

# Linked from every page. Its parts are joined, because 55 more requests triple the wait on a slow line.
STYLESHEET = "clinic/css/clinic.css"

# 11, the usual level, takes ten times as long for files 7 % smaller: 14 s of the first start.
BROTLI_LEVEL = 9


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Static files with their hash in the name, so that browsers may keep them for ever."""

    # A file named in a template but missing on disk shows unstyled; it must not become an error page.
    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its hash, as collected; a file that was not collected keeps its plain name.

        Django would hash the source file there, a name that is on no disk: joined and rewritten files differ from it.
        """
        clean = self.clean_name(name)
        return self.hashed_files.get(self.hash_key(clean), clean)

    def integrity(self, name: str) -> str:
        """What a browser compares the file with before it runs it (`sha384-…`); empty where it was not collected."""
        stored = self.stored_name(name)
        return "" if settings.DEBUG or stored == self.clean_name(name) else self.digest(stored)

    @cache  # noqa: B019 - one storage a process; another text has another name
    def digest(self, stored: str) -> str:
        with self.open(stored) as file:
            return f"sha384-{b64encode(sha384(file.read()).digest()).decode()}"

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if STYLESHEET in paths and not dry_run:
            paths = {**paths, STYLESHEET: self.with_parts_joined(paths)}
        yield from super().post_process(paths, dry_run, **options)

    def with_parts_joined(self, paths: dict[str, Any]) -> tuple[Any, str]:
        """Write the stylesheet anew with its parts inside; returns where `post_process` finds it: (storage, name)."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as part:
                return part.read().decode()

        css = joined(read(STYLESHEET), lambda part: read(posixpath.join(posixpath.dirname(STYLESHEET), part)))
        self.delete(STYLESHEET)
        self.save(STYLESHEET, ContentFile(bare(css).encode()))
        return self, STYLESHEET

    def create_compressor(self, **options: Any) -> Any:
        return QuickCompressor(**options)


class QuickCompressor(Compressor):
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=BROTLI_LEVEL)
