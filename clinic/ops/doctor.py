"""What the doctor looks at of machine, settings and database."""

import os
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from clinic.ops import disk
from clinic.ops.backup.restoring import note_of
from clinic.ops.backup.server import Server
from clinic.ops.diagnosis import examines
from clinic.ops.postgres.binaries import EXTENSIONS, OLDEST
from clinic.ops.releases import newer
from clinic.ops.rights.examining import wrong

SKEW = 5  # seconds
KIND = """SELECT current_setting('server_version_num')::int / 10000, pg_encoding_to_char(encoding),
    pg_is_in_recovery() OR current_setting('transaction_read_only')::bool
    FROM pg_database WHERE datname = current_database()"""
RIGHTS = "SELECT rolcreatedb OR rolsuper, has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = user"


def is_real() -> bool:
    return str(settings.SETTINGS_MODULE).endswith("production")


@examines("settings", needs_database=False)
def system_checks() -> Iterator[str]:
    for found in checks.run_checks(include_deployment_checks=is_real()):
        if found.level >= checks.WARNING and not found.is_silenced():
            yield f"{found.msg} {found.hint or ''}".strip()


@examines("addresses", needs_database=False)
def addresses() -> Iterator[str]:
    if not is_real():
        return
    for name, url in {"BASE_URL": settings.SITE_URL, "STAFF_URL": settings.WAGTAILADMIN_BASE_URL}.items():
        parts = urlsplit(url)
        if not answers_to(parts.hostname or ""):
            yield f"{name} is {url}, and ALLOWED_HOSTS does not name its host: add {parts.hostname or 'a host'} to it."
        if parts.scheme != "https" and settings.SECURE_SSL_REDIRECT:
            yield f"{name} is {url}, and every visitor is led to https: begin it with https://."


def answers_to(host: str) -> bool:
    allowed = [one.lower() for one in settings.ALLOWED_HOSTS]
    return bool({"*", host} & {*allowed}) or any(one.startswith(".") and host.endswith(one) for one in allowed)


@examines("proxies", needs_database=False)
def proxies() -> Iterator[str]:
    """The app servers speak http only: with https outside, something stands in front, and must be known."""
    if is_real() and not settings.PROXIES and settings.SITE_URL.startswith("https:"):
        yield (
            "BEHIND_PROXY is not set, but the public address is https: every visitor is led round in a circle, and "
            "all of them count as one. Set it to the number of proxies in front, such as BEHIND_PROXY=1, and have each "
            "set X-Forwarded-Proto and add to X-Forwarded-For."
        )


@examines("restore", needs_database=False)
def stopped_restore() -> Iterator[str]:
    if (note := note_of(settings.BACKED_UP)).exists():
        yield f"A restore was stopped before its files were in place ({note}): run python manage.py restore again."


@examines("files", needs_database=False)
def folders() -> Iterator[str]:
    for folder in disk.folders():
        if not os.access(folder, os.W_OK | os.X_OK):
            yield f"This account may not write into {folder}: make the folder its own (chown), or choose another."
        elif (free := disk.room(folder)) < disk.LEAST_ROOM:
            left = f"{free / disk.GIGABYTE:.1f} GB"
            yield f"The disk of {folder} has {left} left: make room, or pictures and backups fail."


@examines("database", needs_database=False)
def answers() -> Iterator[str]:
    try:
        connection.ensure_connection()
    except Error as error:
        yield (
            f"The database does not answer ({' '.join(str(error).split())}): start it, or correct DATABASE_URL. "
            "What needs it was not looked at."
        )


@examines("kind of database")
def kind() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(KIND)
        version, encoding, is_read_only = cursor.fetchone()
    if version < OLDEST:
        yield f"The server is Postgres {version}: {OLDEST} or newer is needed."
    if encoding != "UTF8":
        yield f"The database is in {encoding}: make it anew with ENCODING 'UTF8'."
    if is_read_only:
        yield "The database takes no changes (read-only, or a replica): give DATABASE_URL of the one that does."


@examines("rights in the database")
def rights() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        may_create_database, may_create_table = cursor.fetchone()
    if not may_create_table:
        yield "The account may not make tables: as the server's admin, make it the owner of the database."
    if not may_create_database:
        yield "The account may not make a database, and a backup is tried in one: say ALTER ROLE … CREATEDB."


@examines("what each process may do in the database")
def processes() -> Iterator[str]:
    yield from wrong()


@examines("extensions")
def extensions() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        there = {name for (name,) in cursor.fetchall()}
    for name in EXTENSIONS:
        if name not in there:
            yield f"The extension {name} is not in the database: as the server's admin, CREATE EXTENSION {name}."


@examines("clock")
def clock() -> Iterator[str]:
    before = time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        [theirs] = cursor.fetchone()
    skew = float(theirs) - (before + time.time()) / 2
    if abs(skew) > SKEW:
        where = "behind" if skew > 0 else "ahead of"
        yield f"This machine's clock is {abs(skew):.0f} s {where} the database's: set both by NTP."


@examines("tables")
def migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    if waiting := len(executor.migration_plan(executor.loader.graph.leaf_nodes())):
        yield f"{waiting} changes of the tables wait: python manage.py upgrade."
    if ahead := newer(".".join(name) for name in executor.loader.applied_migrations):
        yield f"The database is of a newer version of the clinic ({ahead[0]}): use that version here."


@examines("pg_dump")
def programs() -> Iterator[str]:
    _ = Server(settings.DATABASES["default"]).programs
    yield from ()
