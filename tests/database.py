"""The test database: migrated once, copied from then on, and whole again after a test that committed to it.

Migrating from nothing takes longer than most of the suite. A database named `clinic_migrated` keeps the result, with
a fingerprint of the migrations and packages it was made from as its comment; a copy of it takes a fifth of a second.
First pages and demo are kept in the same way, for one run. Where the suite runs in several processes, each has a test
database of its own on the one server, and the first to need something kept makes it.
"""

import fcntl
import hashlib
import io
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import django
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from clinic.ops.postgres.locking import try_lock
from clinic.ops.postgres.messages import say

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "")
MIGRATED, BASELINE, DEMO = "clinic_migrated", "clinic_baseline", "clinic_demo"
# The same in every process of a run.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Always true: the database that Django finds has just been made by `django_db_modify_db_settings`."""
    return True


@pytest.fixture(scope="session")
def django_db_createdb():
    return False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings, django_db_blocker):
    """Makes the test database as a copy of the migrated one, which is made first where it is missing or too old."""
    request.addfinalizer(_alone().close)
    if settings.PRIVATE_POSTGRES:
        request.addfinalizer(settings.PRIVATE_POSTGRES.leave)
        settings.PRIVATE_POSTGRES.join()
    with django_db_blocker.unblock():
        made_once(MIGRATED, _migrate, RUN if request.config.getoption("--create-db") else fingerprint())
        copy(MIGRATED, own_database())


def _alone():
    """The open lock file of this run: two runs would pull the test database from under each other."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    file = (settings.VAR_DIR / f"tests{PROCESS}.lock").open("w")
    if not try_lock(file):
        say(f"Waiting for another test run in {settings.VAR_DIR}; CLINIC_VAR gives this one a folder of its own.")
        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def pytest_unconfigure():
    """Stops the private Postgres of the tests where a process of this run was interrupted before it could."""
    if settings.PRIVATE_POSTGRES:
        settings.PRIVATE_POSTGRES.leave()


def begin_with(name: str, make: Callable[[], object]) -> None:
    """The test database becomes what `make()` makes of it. The first process of a run does that; others copy `name`."""

    def kept() -> None:
        make()
        copy(own_database(), name)

    made_once(name, kept)
    copy(name, own_database())


def made_once(database: str, make: Callable[[], object], stamp: str = RUN) -> None:
    """Calls `make()`, which makes `database`, unless its comment is `stamp` already. One process at a time."""
    with server() as admin:
        admin.execute("SELECT pg_advisory_lock(hashtext(%s))", [database])
        if _comment(database) != stamp:
            make()
            admin.execute(f"COMMENT ON DATABASE \"{database}\" IS '{stamp}'")


def restore_baseline():
    """Makes the test database what it was before the first test."""
    copy(BASELINE, own_database())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with real transactions ends with every table emptied, the root page's too; the next one gets all back."""
    result = yield
    if nextitem is not None and commits(item):
        restore_baseline()
    return result


def commits(item):
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in names or "live_server" in names


def fingerprint():
    """A text that changes when one of our migrations does, the triggers made after them, a package or an app."""
    packages = sorted(path.name for path in Path(django.__file__).parents[1].glob("*.dist-info"))
    ours = [settings.BASE_DIR / room for room in ("clinic", "faq", "home")]
    migrations = sorted(path for room in ours for path in room.rglob("migrations/*.py"))
    seen = hashlib.sha256("\n".join([*packages, *settings.INSTALLED_APPS]).encode())
    page_cache = settings.BASE_DIR / "clinic/website/page_cache"
    triggers = [*sorted(page_cache.glob("change_triggers.*")), page_cache / "never_shown.toml"]
    for path in [*migrations, *triggers]:
        seen.update(path.name.encode() + path.read_bytes())
    return seen.hexdigest()


def copy(source, target):
    """Makes the database `target` anew as a copy of `source`. Connections to both are closed."""
    for open_one in connections.all(initialized_only=True):
        if open_one.connection:
            open_one.close()
    with server() as admin:
        # Half the time of writing every page of it to the log as well, which only recovery would read.
        how = "STRATEGY FILE_COPY" if admin.info.server_version >= 150_000 else ""
        admin.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}" {how}')
        # What everybody may in a database is not copied with it (clinic/ops/rights/everybody.py).
        admin.execute(f'REVOKE TEMPORARY ON DATABASE "{target}" FROM PUBLIC')


def server():
    """A connection to the server's own database, from which others are made."""
    return psycopg.connect(url_of("postgres"), autocommit=True)


def url_of(database, role=""):
    """The address of another database on the test server; as its owner, or as another role."""
    given = settings.DATABASES["default"]
    host = quote(given["HOST"] or given.get("OPTIONS", {}).get("host", ""))
    password = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    who = quote(role) or f"{quote(given['USER'])}{password}"
    return f"postgres://{who}@/{database}?host={host}&port={given['PORT'] or 5432}"


def own_database():
    test = connection.settings_dict.get("TEST", {}).get("NAME")
    name = connection.settings_dict["NAME"]
    return name if name.startswith("test_") else test or f"test_{name}"


def _comment(database):
    with server() as admin:
        row = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
        ).fetchone()
    return row and row[0]


def _migrate():
    with server() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{MIGRATED}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{MIGRATED}"')
    name, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], MIGRATED
    try:
        call_command("migrate", interactive=False, stdout=io.StringIO())
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
