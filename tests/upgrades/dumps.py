"""A dump of a released version: `VERSION.sql.gz`, and `VERSION.json` with what it was made from."""

import gzip
import hashlib
import json
import os
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from clinic.ops.postgres.binaries import find_binaries
from tests.database import server, url_of

FOLDER = Path(__file__).parent
OURS = ["clinic", "faq", "home"]


class Dump:
    """The stored database of one version."""

    def __init__(self, version: str) -> None:
        self.sql, self.about = FOLDER / f"{version}.sql.gz", FOLDER / f"{version}.json"

    def write(self, database: str) -> None:
        command = [program("pg_dump"), "--no-owner", "--no-privileges", url_of(database)]
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        self.sql.write_bytes(gzip.compress(text, mtime=0))
        about = {"sha256": sha256(self.sql), "migrations": migration_files()}
        self.about.write_text(json.dumps(about, indent=1, sort_keys=True) + "\n")

    def read_about(self) -> dict:
        return json.loads(self.about.read_text())

    def restore(self, database: str) -> None:
        make_anew(database)
        subprocess.run(
            [program("psql"), "-q", "-o", os.devnull, "--set", "ON_ERROR_STOP=1", url_of(database)],
            input=gzip.decompress(self.sql.read_bytes()),
            check=True,
        )


def program(name: str) -> str:
    cluster = settings.PRIVATE_POSTGRES and settings.PRIVATE_POSTGRES.cluster
    return find_binaries(cluster.place.account, cluster.version)[name] if cluster else name


def make_anew(database: str) -> None:
    drop(database)
    with server() as admin:
        admin.execute(f'CREATE DATABASE "{database}"')


def drop(database: str) -> None:
    with server() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def migration_files() -> dict[str, str]:
    """`{path: hash}` of our own migrations as they are now."""
    paths = [path for room in OURS for path in sorted((settings.BASE_DIR / room).rglob("migrations/0*.py"))]
    return {str(path.relative_to(settings.BASE_DIR)): sha256(path) for path in paths}


def applied() -> set[str]:
    """The names of all migrations that the database has had, as `app.name`."""
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
