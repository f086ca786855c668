"""The Postgres that `manage.py` starts when DATABASE_URL is unset: one per folder, shared by every process."""

import os
from pathlib import Path

import psycopg

from .binaries import EXTENSIONS, find_binaries
from .cluster import Cluster
from .locking import locked
from .messages import FOLDER_REMEDIES, PostgresUnavailable, say
from .places import bring_along, make_open, place_for

DATABASE = "clinic"


class PrivatePostgres:
    """A Postgres of our own, with its files under `root`, that listens on a Unix socket only.

    It is never stopped by itself: the server, the scheduler and a shell share it, and it outlives each of them.
    With `durable=False` a crash of the machine may lose its data; for tests.
    `started_here` says whether this object started it (and so whoever holds it may stop it).
    """

    def __init__(self, root, durable=True):
        self.root = Path(root).absolute()
        self.durable = durable
        self.started_here = False

    @property
    def cluster(self):
        return Cluster(place_for(self.root), self.durable)

    @property
    def url(self):
        """A DATABASE_URL for psycopg and django-environ, whether or not the server runs."""
        return self.cluster.url(DATABASE)

    def is_up(self):
        """Whether a connection to the clinic's database can be made now."""
        return self.cluster.answers(DATABASE)

    def ensure(self):
        """Starts the server unless it runs, and returns its url. Raises PostgresUnavailable."""
        try:
            if not self.is_up():
                self._start_alone()
        except OSError as error:
            why = f"The private Postgres cannot use {self.root} ({_why(error)})"
            raise PostgresUnavailable(why, FOLDER_REMEDIES) from error
        return self.url

    def stop(self):
        """Stops the server, if it runs, and waits until it has."""
        cluster = self.cluster
        if cluster.place.home.exists():
            with locked(cluster.place.lock, on_wait=lambda: None):
                cluster.stop()
        self.started_here = False

    def _start_alone(self):
        if os.name != "posix":
            raise PostgresUnavailable("The private Postgres needs Linux or macOS")
        cluster = self.cluster
        make_open(cluster.place.home)
        with locked(cluster.place.lock, on_wait=lambda: say("Waiting for another process that starts the database.")):
            if not cluster.answers(DATABASE):
                self._start(cluster)
                self.started_here = True

    def _start(self, cluster):
        cluster.place.make_sockets()
        bring_along(self.root, cluster.place)
        binaries = find_binaries(cluster.place.account, cluster.version)
        if not cluster.version:
            say(f"Making a private Postgres {binaries.version} in {cluster.place.home}.")
            cluster.create(binaries)
        cluster.start(binaries)
        _make_database(cluster)


def _make_database(cluster):
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            server.execute(f"CREATE DATABASE {DATABASE}")
    with psycopg.connect(cluster.url(DATABASE), autocommit=True) as clinic:
        for extension in EXTENSIONS:
            clinic.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def _why(error):
    return f"{error.strerror}: {error.filename}" if error.filename else error.strerror or str(error)
