"""One data directory and the server on it: made, started, found dead, stopped."""

import os
import shlex
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from subprocess import DEVNULL
from urllib.parse import quote

import psycopg

from clinic.ops.processes import command_of, wait_until_gone

from .binaries import Binaries
from .data_folder import PORT, Place
from .messages import PostgresUnavailable

SUPERUSER = "clinic"
# Recovery after a crash may read a lot of log; ten seconds are too short.
START_SECONDS = 60
STOP_SECONDS = 30
LARGEST_LOG = 1_000_000
# The last one: a statement in the log could carry a patient's words.
SETTINGS = {"listen_addresses": "", "port": PORT, "unix_socket_permissions": "0700", "log_min_error_statement": "panic"}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
NOT_DURABLE |= {"wal_level": "minimal", "max_wal_senders": "0"}


@dataclass(frozen=True)
class Cluster:
    """The database server of `place`. Without `durable` it trades safety for speed, for tests only."""

    place: Place
    durable: bool = True

    @property
    def version(self) -> int | None:
        """The major version that made the data, None when there is no data yet."""
        file = self.place.data / "PG_VERSION"
        return int(file.read_text()) if file.exists() else None

    def url(self, database: str, role: str = SUPERUSER) -> str:
        """The address of one of its databases, for psycopg and django-environ alike."""
        return f"postgres://{role}@:{PORT}/{database}?host={quote(str(self.place.sockets))}"

    def answers(self, database: str = "postgres") -> bool:
        """Whether a connection can be made: a process that exists proves nothing, it may be a zombie."""
        self.place.check_sockets()
        try:
            psycopg.connect(self.url(database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def create(self, binaries: Binaries) -> None:
        """Makes the data directory. It gets its name last: a half-made one is never taken for a whole one."""
        half_made = self.place.home / "data.half-made"
        shutil.rmtree(half_made, ignore_errors=True)
        self.place.make_private(half_made)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", f"--username={SUPERUSER}"]
        options.append("--data-checksums" if self.durable else "--no-sync")
        command = [binaries["initdb"], *options, "-D", half_made]
        made = self.place.account.run(command, capture_output=True, text=True)
        if made.returncode:
            raise PostgresUnavailable(f"Postgres could not make its data directory ({_one_line(made.stderr)})")
        half_made.rename(self.place.data)

    def start(self, binaries: Binaries) -> None:
        """Starts the server, or waits for the one that is already starting or recovering."""
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline:
                raise PostgresUnavailable(f"Postgres did not start ({self._last_words()})")
            if not self.postmaster():
                self._forget_the_dead()
                self._launch(binaries)
            # Tried again after a failure: for a moment the children of a killed server still hold its memory.
            time.sleep(0.02)

    def stop(self) -> None:
        """Stops the server: open transactions are rolled back, what was committed is on disk."""
        for request in (signal.SIGINT, signal.SIGQUIT):
            if (pid := self.postmaster()) is None:
                return
            with suppress(ProcessLookupError):
                os.kill(pid, request)
            wait_until_gone([pid], STOP_SECONDS)

    def postmaster(self) -> int | None:
        """The number of the live server process on this data directory, or None."""
        try:
            pid = int((self.place.data / "postmaster.pid").read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return None
        # A process number is used again after a while, perhaps even by another Postgres.
        command = command_of(pid)
        return pid if "postgres" in command and f" -D {self.place.data} " in f"{command} " else None

    def _forget_the_dead(self) -> None:
        """Removes what a killed server left: Postgres itself would keep it when its number is in use again."""
        for stale in (self.place.data / "postmaster.pid", self.place.sockets / f".s.PGSQL.{PORT}.lock"):
            stale.unlink(missing_ok=True)

    def _launch(self, binaries: Binaries) -> None:
        self._fresh_log()
        settings = SETTINGS | ({} if self.durable else NOT_DURABLE)
        settings["unix_socket_directories"] = f'"{self.place.sockets}"'
        options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        wait = ["-w", "-t", START_SECONDS]
        command = [binaries["pg_ctl"], "start", *wait, "-D", self.place.data, "-l", self.place.log, "-o", options]
        # Without a pipe to the caller: the server would keep it open, and the caller would wait for it for ever.
        self.place.account.run(command, stdout=DEVNULL, stderr=DEVNULL)

    def _fresh_log(self) -> None:
        log = self.place.log
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        if not log.exists():
            log.touch(mode=0o600)
            self.place.account.give(log)

    def _last_words(self) -> str:
        lines = self.place.log.read_text(errors="replace").splitlines() if self.place.log.exists() else []
        return _one_line(" ".join(lines[-3:])) or "it left no message"


def _one_line(text: str) -> str:
    return " ".join(text.split())[-300:]
