"""Files in a folder or in a zip, under one rule: none leads out, none is endless, only one is held at a time."""

import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from faq.importing.draft import Refused
from faq.importing.words import safe_name
from home.site_import.sources.found import Skipped

MOST_FILES = 50_000
GIGABYTE = 1024**3
MOST_UNPACKED = 4 * GIGABYTE
# More than text can be packed; what is packed more tightly is made to fill disks. Small files may be.
MOST_RATIO = 200
SMALL = 1024 * 1024
DEEPEST = 40
LONGEST_NAME = 1_000
# What programs put beside the files of a website.
NO_PART = {"__macosx", "hts-cache", "node_modules", "vendor", "wp-includes", "wp-admin", "wp-json", "cgi-bin"}
TOO_MANY = "There are more than {most:,} files in it. Take out what is no part of the website, or give a part."


class Unreadable(Exception):
    """One file cannot be read; the message says why, in a sentence."""


@dataclass(frozen=True)
class Entry:
    """A file by its path inside, with `/`, and its size in bytes as it is told."""

    path: str
    size: int


class Tree(Protocol):
    name: str

    def entries(self) -> Iterator[Entry | Skipped]:
        """Every file that may be read. Raises Refused."""

    def read(self, path: str, most: int) -> bytes:
        """At most so many bytes. Raises Unreadable."""

    def open(self, path: str) -> IO[bytes]:
        """Raises Unreadable."""


def is_part(path: str) -> bool:
    return not any(part.startswith(".") or part.lower() in NO_PART for part in path.split("/"))


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = safe_name(root.resolve().name)

    def entries(self) -> Iterator[Entry | Skipped]:
        number = 0
        for at, folders, names in os.walk(self.root):
            folders.sort()
            inside = os.path.relpath(at, self.root).replace(os.sep, "/").removeprefix(".").lstrip("/")
            for name in sorted(folders):
                if os.path.islink(os.path.join(at, name)):
                    yield Skipped(
                        f"{inside}/{name}".lstrip("/"), "It is a link to another folder, which is not followed."
                    )
            folders[:] = [name for name in folders if is_part(name) and inside.count("/") < DEEPEST]
            for name in sorted(names):
                path = f"{inside}/{name}".lstrip("/")
                if is_part(path):
                    number += 1
                    if number > MOST_FILES:
                        raise Refused(TOO_MANY.format(most=MOST_FILES))
                    yield self.entry(path)

    def entry(self, path: str) -> Entry | Skipped:
        try:
            found = os.lstat(self.root / path)
        except OSError:
            return Skipped(path, "It cannot be opened. Check that it may be read.")
        if stat.S_ISLNK(found.st_mode):
            return Skipped(path, "It is a link to another file, which is not followed.")
        return Entry(path, found.st_size) if stat.S_ISREG(found.st_mode) else Skipped(path, "It is not a file.")

    def read(self, path: str, most: int) -> bytes:
        with self.open(path) as file:
            return file.read(most)

    def open(self, path: str) -> IO[bytes]:
        """The very file that was looked at: a link that takes its place meanwhile is not followed."""
        try:
            return os.fdopen(os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
        except OSError:
            raise Unreadable("It cannot be opened. Check that it may be read.") from None


class Zip:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.name = safe_name(file.name)
        try:
            self.archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
            raise Refused(f"“{self.name}” cannot be opened as a zip. Make it again.") from None
        self.inside: dict[str, zipfile.ZipInfo] = {}

    def entries(self) -> Iterator[Entry | Skipped]:
        infos = [info for info in self.archive.infolist() if not info.is_dir()]
        if len(infos) > MOST_FILES:
            raise Refused(TOO_MANY.format(most=MOST_FILES))
        if sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise Refused(f"“{self.name}” unpacks to more than {MOST_UNPACKED // GIGABYTE} GB. Give a part of it.")
        self.inside = {}
        for info in infos:
            path = info.filename.replace("\\", "/")
            if why := why_not(info, path) or ("It is in the zip twice." if path in self.inside else ""):
                yield Skipped(path[:LONGEST_NAME], why)
            elif is_part(path):
                self.inside[path] = info
                yield Entry(path, info.file_size)

    def read(self, path: str, most: int) -> bytes:
        try:
            with self.open(path) as file:
                return file.read(most)
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            zlib.error,
            lzma.LZMAError,
        ) as error:
            raise Unreadable("It is damaged inside the zip.") from error

    def open(self, path: str) -> IO[bytes]:
        try:
            return self.archive.open(self.inside[path])
        except (zipfile.BadZipFile, OSError, KeyError, RuntimeError, NotImplementedError):
            raise Unreadable("It is packed in a way that cannot be read here.") from None


def why_not(info: zipfile.ZipInfo, path: str) -> str:
    parts = PurePosixPath(path).parts
    if ".." in parts or path.startswith("/") or path[1:2] == ":" or len(path) > LONGEST_NAME or len(parts) > DEEPEST:
        return "Its name leads out of the zip, or is far too long."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file, which is not followed."
    if info.flag_bits & 1:
        return "It is locked with a password. Make the zip again without one."
    if info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        return "It is packed more tightly than any page or picture; it was not unpacked."
    return ""
