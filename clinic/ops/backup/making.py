"""A backup is made, restored into a scratch database, compared, and only then gets its name."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from django.core.management.base import CommandError

from clinic.ops.progress import Bar, Say

from .contents import Contents, contents, differences
from .server import SCRATCH, Server, alone, ended, new_database, restore_into, row
from .tar_file import DUMP, Archive, Folders, opened, write

MEGABYTE = 1_000_000


def make(server: Server, folders: Folders, into: Path, keep: int, say: Say) -> Path:
    """Makes a backup of the database and `folders` in the folder `into`; the newest `keep` stay (0: all)."""
    made = into / f"{server.name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar"
    with alone(server) as admin, draft(into, server.name) as (file, dump):
        facts = dump_to(dump, server, say)
        number = write(file, dump, folders, facts, Bar("Files"))
        file.flush()
        os.fsync(file.fileno())
        dump.unlink()
        say(f"Files: {number} put in")
        verify(Path(file.name), server, admin, folders, say)
        Path(file.name).replace(made)
    for old in outlived(into, server.name, keep):
        old.unlink()
        say(f"Removed {old.name}: the newest {keep} are kept")
    say(f"Backup: {made} ({made.stat().st_size / MEGABYTE:.1f} MB), restored once and found the same")
    return made


@contextmanager
def draft(folder: Path, name: str) -> Iterator[tuple[IO[bytes], Path]]:
    """A file that only we may read, and the name of another; both are gone in the end unless they have other names.

    What one that was killed has left there has the same names, and is written over.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half_made, dump = folder / f".{name}.half-made", folder / f".{name}.dump"
    os.close(os.open(half_made, os.O_CREAT, 0o600))
    os.close(os.open(dump, os.O_CREAT, 0o600))
    try:
        with half_made.open("wb") as file:
            yield file, dump
    finally:
        half_made.unlink(missing_ok=True)
        dump.unlink(missing_ok=True)


def dump_to(file: Path, server: Server, say: Say) -> dict[str, Any]:
    """Writes the database into `file`; what it holds is counted at the same moment."""
    with server.connect(server.name) as connection, file.open("wb") as out:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        [snapshot] = row(connection.execute("SELECT pg_export_snapshot()"))
        options = ["--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-privileges"]
        process = server.start("pg_dump", server.name, *options, stdin=subprocess.DEVNULL, stdout=out)
        try:
            counted = contents(connection)
        finally:
            ended(process, "The database could not be read")
    if not counted["tables"]:
        raise CommandError(f"The database “{server.name}” is empty: there is nothing to back up.")
    say(f"Database: {len(counted['tables'])} tables written ({file.stat().st_size / MEGABYTE:.1f} MB)")
    return {"made_at": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "postgres": server.version, "database": counted}


def verify(path: Path, server: Server, admin: psycopg.Connection[Any], folders: Folders, say: Say) -> None:
    """Raises CommandError unless the archive is whole and its database, restored, is what was there."""
    with opened(path) as archive:
        archive.check(folders, Bar("Checksums"))
        say("Database: restoring it into a scratch database, to compare")
        with new_database(server, admin, SCRATCH) as scratch:
            restore_and_compare(archive, server, scratch)


def restore_and_compare(archive: Archive, server: Server, database: str) -> None:
    if archive.facts["postgres"] > server.version:
        raise CommandError(
            f"{archive.path} comes from Postgres {archive.facts['postgres']}, and this server is {server.version}: "
            "restore it on one that is at least as new."
        )
    dump = archive.tar.extractfile(archive.entries[DUMP])
    assert dump
    restore_into(server, database, dump)
    with server.connect(database) as restored:
        compare(archive.facts["database"], contents(restored), archive.path)


def compare(wanted: Contents, found: Contents, path: Path) -> None:
    if wrong := differences(wanted, found):
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        raise CommandError(f"Restored from {path}, the database differs: {'; '.join(wrong[:5])}{more}.")


def backups(folder: Path, name: str) -> list[Path]:
    """Those of the database `name` that were called good, the newest first."""
    ours = re.compile(re.escape(name) + r"-\d{8}T\d{6}Z\.tar")
    return sorted((path for path in folder.glob("*.tar") if ours.fullmatch(path.name)), reverse=True)


def outlived(folder: Path, name: str, keep: int) -> list[Path]:
    return backups(folder, name)[keep:] if keep else []
