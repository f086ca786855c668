"""A backup takes the place of what is there: made whole beside it first, then both change names at once."""

import json
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import CommandError
from psycopg.errors import ObjectInUse
from psycopg.sql import SQL, Identifier

from clinic.ops.progress import Bar, Say

from .making import restore_and_compare
from .server import RESTORING, Server, alone, drop, exists, is_empty, mark, marked, new_database
from .tar_file import Archive, Folders, opened

HALF_MADE = "half-restored"
TRIES = 5


def restore(
    server: Server, folders: Folders, path: Path, replace: bool, say: Say, migrate: Callable[[str], object]
) -> str:
    """Restores the archive at `path`, and lets `migrate` bring the new database, by name, up to date before it is used.

    Returns what the old database is called now; empty where there was none.
    """
    with opened(path) as archive, alone(server) as admin, new_database(server, admin, RESTORING) as database:
        finish(server, admin, folders, say)
        if not replace:
            refuse_to_replace(server, admin, folders)
        archive.check(folders, Bar("Checksums"))
        say("Database: restoring it beside the present one")
        restore_and_compare(archive, server, database)
        migrate(database)
        with ExitStack() as leftovers:
            put_beside(archive, folders, leftovers)
            return swap(server, admin, database, folders, leftovers)


def refuse_to_replace(server: Server, admin: psycopg.Connection[Any], folders: Folders) -> None:
    if has_content(server, admin):
        raise CommandError(
            f"The database “{server.name}” has content. To put the backup in its place: --replace. "
            "What is there now is kept under another name."
        )
    for folder in folders.values():
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} holds files. To put the backup in their place: --replace.")


def has_content(server: Server, admin: psycopg.Connection[Any]) -> bool:
    return exists(admin, server.name) and not is_empty(server, admin, server.name)


def put_beside(archive: Archive, folders: Folders, leftovers: ExitStack) -> None:
    """Writes the files of the archive into folders beside those in use, on the same disk."""
    arriving = {name: arriving_beside(folder) for name, folder in folders.items()}
    for folder in arriving.values():
        shutil.rmtree(folder, ignore_errors=True)  # of one that was killed
        leftovers.callback(shutil.rmtree, folder, ignore_errors=True)
    archive.put_files(arriving, Bar("Files"))


def arriving_beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.{HALF_MADE}")


def swap(server: Server, admin: psycopg.Connection[Any], database: str, folders: Folders, leftovers: ExitStack) -> str:
    """Gives the new database and folders the names in use, and the old ones names of the past.

    The database first, which may refuse: then nothing has changed. From there on there is only forward, and a note says
    what is left to do if this process is stopped.
    """
    now = f"{datetime.now(UTC):%Y%m%d_%H%M%S}"
    past = f"{server.name[:40]}_before_{now}" if has_content(server, admin) else ""
    refuse_unmovable(folders)
    note = note_of(folders)
    note.write_text(json.dumps({"database": number_of(admin, database), "now": now}))
    try:
        swap_databases(server, admin, database, past)
    except BaseException:
        note.unlink()
        raise
    leftovers.pop_all()
    try:
        put_in_place(folders, now)
    except OSError as error:
        raise CommandError(
            f"The database is restored, its files are not yet ({error.filename}: {error.strerror}): mend that, and run "
            "python manage.py restore again, which goes on here."
        ) from error
    note.unlink()
    return past


def refuse_unmovable(folders: Folders) -> None:
    """Before anything is changed: such a folder cannot get another name."""
    for folder in folders.values():
        if folder.is_mount():
            raise CommandError(f"{folder} is a disk of its own, and cannot be put aside: use a folder on that disk.")


def note_of(folders: Folders) -> Path:
    folder = next(iter(folders.values()))
    return folder.with_name(f"{folder.name}.restoring.json")


def number_of(admin: psycopg.Connection[Any], database: str) -> int:
    """The server's own number for it, which stays when its name changes; 0 where there is none."""
    found = admin.execute("SELECT oid::bigint FROM pg_database WHERE datname = %s", [database]).fetchone()
    return found[0] if found else 0


def put_in_place(folders: Folders, now: str) -> None:
    """May be done again after it was stopped anywhere."""
    for folder in folders.values():
        if arriving_beside(folder).exists():
            if folder.exists():
                folder.rename(folder.with_name(f"{folder.name}.before_{now}"))
            arriving_beside(folder).rename(folder)


def finish(server: Server, admin: psycopg.Connection[Any], folders: Folders, say: Say) -> None:
    """Does what a restore that was stopped has left to do, where its database is in use already."""
    note = note_of(folders)
    if not note.exists():
        return
    left = json.loads(note.read_text())
    if left["database"] == number_of(admin, server.name):
        put_in_place(folders, left["now"])
        say("A restore before was stopped: its files are in place now")
    note.unlink()


def swap_databases(server: Server, admin: psycopg.Connection[Any], database: str, past: str) -> None:
    """Whoever is connected is sent away, and finds the new one under the same name. Some come back very quickly."""
    if not past:
        drop(admin, server.name)  # It is empty, or not there.
    for _ in range(TRIES):
        end_connections(admin, server.name)
        with suppress(ObjectInUse), admin.transaction():
            if past:
                rename_database(admin, server.name, past)
                mark(admin, past, f"what was {server.name}")
            rename_database(admin, database, server.name)
            mark(admin, server.name, "")
            return
    raise CommandError(f"Others keep using the database “{server.name}”: stop the clinic first, then restore again.")


def rename_database(admin: psycopg.Connection[Any], name: str, to: str) -> None:
    admin.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(name), Identifier(to)))


def end_connections(admin: psycopg.Connection[Any], database: str) -> None:
    admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [database])


def forget_the_past(server: Server, folders: Folders, say: Say) -> None:
    """Drops what earlier restores have put aside."""
    with alone(server) as admin:
        finish(server, admin, folders, say)
        for name in marked(admin, f"what was {server.name}"):
            drop(admin, name)
            say(f"Dropped the database {name}")
    for folder in folders.values():
        for past in folder.parent.glob(f"{folder.name}.before_*"):
            shutil.rmtree(past)
            say(f"Removed {past}")
