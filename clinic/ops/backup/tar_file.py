"""The one file of a backup: a tar with the database, the files, and a list of both with their checksums, written last.

Everything passes through in pieces; a file that ends early has no list, and so is no backup.
"""

import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, NoReturn

from django.core.management.base import CommandError

MANIFEST, DUMP = "manifest.json", "database.dump"
FORMAT = 1
Folders = dict[str, Path]  # name in the archive: where it is on this machine
Progress = Callable[[int, int], object]


class Hashing:
    """A file that is read, with the SHA-256 of what has been read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sum = file, sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.sum.update(piece)
        return piece

    def all_read(self) -> str:
        while self.read(1 << 20):
            pass
        return self.sum.hexdigest()


def write(file: IO[bytes], dump: Path, folders: Folders, facts: dict[str, Any], progress: Progress) -> int:
    """Writes the archive of `dump`, what is in `folders` now, and `facts`; returns how many files it holds."""
    found = [(name, folder, path) for name, folder in folders.items() for path in files_in(folder)]
    checksums = {}
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        checksums[DUMP] = add(archive, dump, DUMP)
        for number, (name, folder, path) in enumerate(found, 1):
            inside = f"{name}/{path.relative_to(folder).as_posix()}"
            if checksum := add(archive, path, inside):
                checksums[inside] = checksum
            progress(number, len(found))
        text = json.dumps({"format": FORMAT, **facts, "checksums": checksums}).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    return len(checksums) - 1


def add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Its checksum as it went in; nothing for a file that was deleted since it was found.

    The database was written before: a row of it may lead to such a file, as it may to any that somebody deletes.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return ""
    with file:
        hashing = Hashing(file)
        entry = tarfile.TarInfo(name)
        told = os.fstat(file.fileno())
        entry.size, entry.mtime = told.st_size, int(told.st_mtime)
        archive.addfile(entry, hashing)
        return hashing.sum.hexdigest()


def files_in(folder: Path) -> Iterator[Path]:
    """All files under `folder`, sorted. A link would bring along what nobody meant, or leave out what somebody did."""
    for inside, names, files in os.walk(folder, onerror=refuse_unreadable) if folder.exists() else ():
        names.sort()
        for name in sorted(names + files):
            path = Path(inside) / name
            if path.is_symlink():
                raise CommandError(f"{path} is a link, and a backup takes only real files: put there what it leads to.")
            if name in files:
                yield path


def refuse_unreadable(error: OSError) -> NoReturn:
    raise CommandError(
        f"{error.filename} cannot be read ({error.strerror}), so there is no backup: let this account in."
    )


class Archive:
    """One that is read. Everything it says is doubted."""

    def __init__(self, path: Path, tar: tarfile.TarFile) -> None:
        self.path, self.tar = path, tar
        self.entries = {entry.name: entry for entry in tar.getmembers()}
        text = tar.extractfile(self.entries[MANIFEST])
        assert text
        self.facts: dict[str, Any] = json.load(text)
        if self.facts["format"] != FORMAT:
            raise CommandError(f"{path} was made by a newer version of the clinic: restore it with that one.")
        self.checksums = {str(name): str(checksum) for name, checksum in self.facts["checksums"].items()}

    def check(self, folders: Folders, progress: Progress) -> None:
        """Raises CommandError unless it holds what its list says, byte for byte, and nothing that leads elsewhere."""
        listed, held = {MANIFEST, *self.checksums}, [entry.name for entry in self.tar.getmembers()]
        if sorted(listed) != sorted(held):
            raise self.damaged("what it holds is not what its list says")
        for number, (name, checksum) in enumerate(self.checksums.items(), 1):
            if name != DUMP:
                self.place_of(name, folders)
            if not self.entries[name].isreg() or self.hashing(name).all_read() != checksum:
                raise self.damaged(f"{name} is not what it was")
            progress(number, len(self.checksums))

    def hashing(self, name: str) -> Hashing:
        file = self.tar.extractfile(self.entries[name])
        assert file
        return Hashing(file)

    def place_of(self, name: str, folders: Folders) -> Path:
        """Where the file `name` belongs: under one of `folders`, nowhere else."""
        folder, *rest = PurePosixPath(name).parts or ("",)
        if folder not in folders or not rest or ".." in rest or "\0" in name or name.startswith("/"):
            raise self.damaged(f"{name!r} would lead out of the clinic's folders")
        return folders[folder].joinpath(*rest)

    def put_files(self, folders: Folders, progress: Progress) -> None:
        """Writes its files under `folders`, which are new."""
        names = [name for name in self.checksums if name != DUMP]
        for folder in folders.values():
            folder.mkdir(parents=True)
        for number, name in enumerate(names, 1):
            place = self.place_of(name, folders)
            place.parent.mkdir(parents=True, exist_ok=True)
            hashing = self.hashing(name)
            with place.open("xb") as file:
                while piece := hashing.read(1 << 20):
                    file.write(piece)
            if hashing.sum.hexdigest() != self.checksums[name]:
                raise self.damaged(f"{name} is not what it was")
            progress(number, len(names))

    def damaged(self, why: str) -> CommandError:
        return CommandError(f"{self.path} is damaged or was altered: {why}. Use another backup.")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at `path`; raises CommandError where it is none, or not a whole one."""
    with ExitStack() as closing:
        try:
            tar = closing.enter_context(tarfile.open(path, "r:"))
            archive = Archive(path, tar)
        except (tarfile.TarError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise CommandError(f"{path} is not a whole backup of the clinic. Use another one.") from error
        try:
            yield archive
        except (tarfile.TarError, EOFError) as error:
            raise archive.damaged("it ends early") from error
