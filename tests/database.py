"""The test database: migrated once, copied from then on, and whole again after a test that committed to it.

Migrating from nothing takes longer than most of the suite. A database named `clinic_migrated` keeps the result, with
a fingerprint of the migrations and packages it was made from as its comment; a copy of it takes a fifth of a second.
Where the suite runs in several processes, each has databases of its own on the one server.
"""

import fcntl
import hashlib
import io
import os
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
MIGRATED = f"clinic_migrated{PROCESS}"
BASELINE = f"clinic_baseline{PROCESS}"


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
        if request.config.getoption("--create-db") or _comment(MIGRATED) != fingerprint():
            _migrate()
        copy(MIGRATED, _test_name())


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


def keep_baseline():
    """Remembers the test database as it is now, for `restore_baseline`."""
    copy(_test_name(), BASELINE)


def restore_baseline():
    """Makes the test database what it was at `keep_baseline`."""
    copy(BASELINE, _test_name())


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
    """A text that changes when one of our migrations does, or the version of a package."""
    packages = sorted(path.name for path in Path(django.__file__).parents[1].glob("*.dist-info"))
    ours = [settings.BASE_DIR / room for room in ("clinic", "faq", "home")]
    migrations = sorted(path for room in ours for path in room.rglob("migrations/*.py"))
    seen = hashlib.sha256("\n".join(packages).encode())
    for path in migrations:
        seen.update(path.name.encode() + path.read_bytes())
    return seen.hexdigest()


def copy(source, target):
    """Makes the database `target` anew as a copy of `source`. Connections to both are closed."""
    connections.close_all()
    with server() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def server():
    """A connection to the server's own database, from which others are made."""
    return psycopg.connect(url_of("postgres"), autocommit=True)


def url_of(database):
    """The address of another database on the test server."""
    given = settings.DATABASES["default"]
    host = given["HOST"] or quote(given.get("OPTIONS", {}).get("host", ""), safe="")
    password = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    return f"postgres://{quote(given['USER'])}{password}@/{database}?host={host}&port={given['PORT'] or 5432}"


def _test_name():
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
    with server() as admin:
        admin.execute(f"COMMENT ON DATABASE \"{MIGRATED}\" IS '{fingerprint()}'")
