"""The Postgres server of the clinic: its databases, and the programs that write and read them as a whole."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import psycopg
from django.core.management.base import CommandError
from django.db.backends.postgresql.client import DatabaseClient
from psycopg.sql import SQL, Composable, Identifier, Literal

from clinic.ops.postgres.binaries import candidates

from .contents import has_tables

# Limits of the servers and pools are not for this work.
NOT_FOR_US = {"options", "pool"}
# Ends of the names of databases that are there for a while.
SCRATCH, RESTORING = "scratch", "restoring"


@dataclass(frozen=True)
class Server:
    """`settings`: those of Django for the clinic's database."""

    settings: dict[str, Any]

    @property
    def name(self) -> str:
        return self.settings["NAME"]

    @property
    def options(self) -> dict[str, Any]:
        return {name: value for name, value in self.settings.get("OPTIONS", {}).items() if name not in NOT_FOR_US}

    def connect(self, database: str) -> psycopg.Connection[Any]:
        names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        given = {ours: self.settings[theirs] for ours, theirs in names.items() if self.settings.get(theirs)}
        return psycopg.connect(dbname=database, autocommit=True, **(self.options | given))

    @cached_property
    def version(self) -> int:
        with self.connect("postgres") as connection:
            return connection.info.server_version // 10_000

    @cached_property
    def programs(self) -> Path:
        """The folder of the pg_dump that fits best: the server's own version, else the next newer one."""
        found = {folder: version for folder in folders() if (version := version_in(folder))}
        fitting = [folder for folder, version in found.items() if fits(version, self.version)]
        if not fitting:
            here = f"here is {max(found.values())}" if found else "there is none here"
            raise CommandError(
                f"The database server is Postgres {self.version}, and a pg_dump that fits is needed ({here}): "
                f"install it (on Debian: apt-get install postgresql-client-{self.version}), or name its folder with "
                "CLINIC_PG_BIN."
            )
        return min(fitting, key=lambda folder: found[folder])

    def start(self, program: str, database: str, *options: str, **streams: Any) -> subprocess.Popen[bytes]:
        """Starts pg_dump or pg_restore on `database`. The password goes along unseen, in the environment."""
        parameters = self.settings | {"NAME": "", "OPTIONS": self.options}
        (_, *place), secrets = DatabaseClient.settings_to_cmd_args_env(parameters, [])
        # Without a name Django asks for the database “postgres”, at the end.
        command = [str(self.programs / program), *place[:-1], f"--dbname={database}", *options]
        return subprocess.Popen(command, env=os.environ | (secrets or {}), stderr=subprocess.PIPE, **streams)


def fits(version: int, server: int) -> bool:
    """At least as new. From 17 on pg_restore says what older servers do not understand."""
    return version >= server and (version < 17 or server >= 17)


def folders() -> list[Path]:
    """Where pg_dump may be; on some systems it comes without a server."""
    on_path = shutil.which("pg_dump")
    return [*candidates(), *([Path(on_path).parent] if on_path else [])]


def version_in(folder: Path) -> int:
    """The major version of pg_dump in `folder`; 0 where there is none that runs, or pg_restore is missing."""
    try:
        said = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)", said)
    return int(found[1]) if found and (folder / "pg_restore").exists() else 0


def ended(process: subprocess.Popen[bytes], what: str) -> None:
    """Waits for pg_dump or pg_restore; raises CommandError with its own last words where it failed."""
    _, said = process.communicate()
    if process.returncode:
        lines = [line for line in said.decode(errors="replace").splitlines() if "error" in line.lower()]
        why = " ".join((lines or ["it left no message"])[0].split())[:300]
        raise CommandError(f"{what} ({why}).")


@contextmanager
def alone(server: Server) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server's own database, of the one that backs up or restores the clinic's just now.

    What another that was killed has left on the server is taken away.
    """
    with server.connect("postgres") as admin:
        asked = admin.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"backup of {server.name}"])
        if not row(asked)[0]:
            raise CommandError(f"Another backup or restore of “{server.name}” is running: wait until it has ended.")
        try:
            for suffix in (SCRATCH, RESTORING):
                drop_left(server, admin, beside(server, suffix))
            yield admin
        finally:
            # A server that is busy ends a session, and with it the lock, a while after we have left.
            with suppress(psycopg.OperationalError):
                admin.execute("SELECT pg_advisory_unlock_all()")


def beside(server: Server, suffix: str) -> str:
    return f"{server.name[:40]}_{suffix}"


def drop_left(server: Server, admin: psycopg.Connection[Any], name: str) -> None:
    """Only one that is marked as ours, or that has nothing in it: killed before it could be marked."""
    if name in marked(admin, f"half-made of {server.name}") or is_empty(server, admin, name):
        drop(admin, name)


def is_empty(server: Server, admin: psycopg.Connection[Any], name: str) -> bool:
    """Whether there is such a database, without a table."""
    if not exists(admin, name):
        return False
    with server.connect(name) as connection:
        return not has_tables(connection)


def exists(admin: psycopg.Connection[Any], name: str) -> bool:
    return bool(admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


@contextmanager
def new_database(server: Server, admin: psycopg.Connection[Any], suffix: str) -> Iterator[str]:
    """A new database beside the clinic's, with its sorting order; dropped in the end unless it was renamed."""
    name = beside(server, suffix)
    admin.execute(
        SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' {}").format(Identifier(name), sorting(server, admin))
    )
    mark(admin, name, f"half-made of {server.name}")
    try:
        yield name
    finally:
        drop(admin, name)


def sorting(server: Server, admin: psycopg.Connection[Any]) -> Composable:
    found = admin.execute("SELECT datcollate, datctype FROM pg_database WHERE datname = %s", [server.name]).fetchone()
    return SQL("LC_COLLATE {} LC_CTYPE {}").format(*map(Literal, found)) if found else SQL("")


def drop(admin: psycopg.Connection[Any], name: str) -> None:
    admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def mark(admin: psycopg.Connection[Any], name: str, what: str) -> None:
    """Says of a database what it is: only what is marked so is ever dropped."""
    admin.execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(what)))


def marked(admin: psycopg.Connection[Any], what: str) -> list[str]:
    asked = admin.execute(
        "SELECT datname FROM pg_database WHERE shobj_description(oid, 'pg_database') = %s ORDER BY 1", [what]
    )
    return [name for (name,) in asked]


def row(cursor: psycopg.Cursor[Any]) -> tuple[Any, ...]:
    found = cursor.fetchone()
    assert found is not None
    return found


def restore_into(server: Server, database: str, dump: IO[bytes]) -> None:
    """Fills the empty `database` from what pg_dump wrote."""
    options = ["--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
    with server.start("pg_restore", database, *options, stdin=subprocess.PIPE) as process:
        assert process.stdin
        with suppress(BrokenPipeError):  # It says why, below.
            shutil.copyfileobj(dump, process.stdin, 1 << 20)
        ended(process, "The database in the backup could not be restored")
