"""The Postgres of our own where DATABASE_URL is unset: one per folder, shared by every process, stopped by the last."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import psycopg

from .binaries import EXTENSIONS, find_binaries
from .cluster import Cluster
from .data_folder import bring_along, make_open, place_for
from .locking import locked, try_lock
from .messages import FOLDER_REMEDIES, PostgresUnavailable, say

DATABASE = "clinic"
ROLES = ("site", "staff")
WAITING = "Waiting for another process that starts or stops the database."


class PrivatePostgres:
    """A Postgres of our own, with its files under `root`, that listens on a Unix socket only.

    Processes share it: each that calls `join` counts as a user until it leaves or ends, however it ends, and the last
    to `leave` stops the server. One that was asked to stay (`keep`) runs until `stop`.
    With `durable=False` a crash of the machine may lose its data; for tests.
    """

    def __init__(self, root: Path | str, durable: bool = True) -> None:
        self.root = Path(root).absolute()
        self.durable = durable
        self._use: TextIO | None = None

    @property
    def cluster(self) -> Cluster:
        return Cluster(place_for(self.root), self.durable)

    @property
    def url(self) -> str:
        """A DATABASE_URL for psycopg and django-environ, whether or not the server runs."""
        return self.cluster.url(DATABASE)

    @property
    def addresses(self) -> dict[str, str]:
        """{"owner", "site", "staff": address}: the owner is everything on this server, the others very little."""
        cluster = self.cluster
        return {"owner": cluster.url(DATABASE)} | {who: cluster.url(DATABASE, f"clinic_{who}") for who in ROLES}

    @property
    def programs(self) -> Path:
        """The folder of psql and its kind, of the version that the server has. Raises PostgresUnavailable."""
        return find_binaries(self.cluster.place.account, self.cluster.version).folder

    def is_up(self) -> bool:
        """Whether a connection to the clinic's database can be made now."""
        return self.cluster.answers(DATABASE)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Runs the server for as long as the `with` block takes, and longer where another process uses it."""
        try:
            self.join()
            yield
        finally:
            self.leave()

    def join(self) -> None:
        """Starts the server unless it runs, and counts this process as a user. Raises PostgresUnavailable."""
        with self._alone() as cluster:
            self._start(cluster)
            # A lock, not a number in a file: the system takes it back from a process that is killed.
            self._use = cluster.place.users.open("a")
            fcntl.flock(self._use, fcntl.LOCK_SH)

    def leave(self) -> None:
        """This process needs the server no longer; nobody else does either, and nobody asked to keep it: it stops."""
        cluster = self.cluster
        if cluster.place.home.exists():
            with self._alone(), self._last_user(cluster) as last:
                if last and not cluster.place.kept.exists():
                    cluster.stop()

    def keep(self) -> None:
        """Starts the server unless it runs, to stay until `stop`. Raises PostgresUnavailable."""
        with self._alone() as cluster:
            self._start(cluster)
            cluster.place.kept.touch()

    def stop(self) -> bool:
        """Stops the server and waits until it has. False, with nothing done, where another process uses it."""
        cluster = self.cluster
        if not cluster.place.home.exists():
            return True
        with self._alone(), self._last_user(cluster) as last:
            if last:
                cluster.place.kept.unlink(missing_ok=True)
                cluster.stop()
        return last

    def revive(self) -> bool:
        """Starts a server that has ended unexpectedly; whether it had. Raises PostgresUnavailable.

        One that is there and does not answer is busy, or stopped in its tracks: another one beside it would be no help.
        """
        if self.cluster.postmaster():
            return False
        with self._alone() as cluster:
            return self._start(cluster)

    @contextmanager
    def _alone(self) -> Iterator[Cluster]:
        """One process at a time starts or stops the server."""
        if os.name != "posix":
            raise PostgresUnavailable("The private Postgres needs Linux or macOS")
        cluster = self.cluster
        try:
            make_open(cluster.place.home)
            with locked(cluster.place.lock, on_wait=lambda: say(WAITING)):
                yield cluster
        except OSError as error:
            why = f"The private Postgres cannot use {self.root} ({_why(error)})"
            raise PostgresUnavailable(why, FOLDER_REMEDIES) from error

    @contextmanager
    def _last_user(self, cluster: Cluster) -> Iterator[bool]:
        """Whether no other process uses the server. Ends this process's own use."""
        with self._use or cluster.place.users.open("a") as file:
            self._use = None
            yield try_lock(file)

    def _start(self, cluster: Cluster) -> bool:
        """Makes sure that the server runs; whether it had to be started."""
        if cluster.answers(DATABASE):
            return False
        cluster.place.make_sockets()
        bring_along(self.root, cluster.place)
        binaries = find_binaries(cluster.place.account, cluster.version)
        if not cluster.version:
            say(f"Making a private Postgres {binaries.version} in {cluster.place.home}.")
            cluster.create(binaries)
        cluster.start(binaries)
        _make_database(cluster)
        return True


def _make_database(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            server.execute(f"CREATE DATABASE {DATABASE}")
    with psycopg.connect(cluster.url(DATABASE), autocommit=True) as clinic:
        for extension in EXTENSIONS:
            clinic.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def _why(error: OSError) -> str:
    return f"{error.strerror}: {error.filename}" if error.filename else error.strerror or str(error)
