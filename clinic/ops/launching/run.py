"""One `manage.py up` at a time, and a note of what it started, from which the next one recovers."""

import contextlib
import json
import os
import signal
import time

from django.core.management.base import CommandError

from clinic.ops.postgres.locking import try_lock
from clinic.ops.processes import process, processes_of_group, wait_until_gone

STOP_SECONDS = 10


class Run:
    """The run of `up` that works in the folder `var`: `up.lock` while it lives, `up.json` for what it started."""

    def __init__(self, var):
        self.note = var / "up.json"
        self.lock = var / "up.lock"
        self._held = None
        self._started = {"processes": [], "postgres": False}

    def begin(self, site_url):
        """Takes the lock or raises CommandError; then stops what a run that was killed has left behind.

        Returns whether that run had started the private Postgres, which this run then inherits.
        """
        self.lock.parent.mkdir(parents=True, exist_ok=True)
        self._held = self.lock.open("a+")
        self._take_lock()
        # A copy of this process that kept the file open would keep the lock after we are gone.
        os.register_at_fork(after_in_child=self._held.close)
        self._held.truncate(0)
        self._held.write(f"{os.getpid()} {site_url}")
        self._held.flush()
        return self._recover()

    def _take_lock(self):
        """A run that was killed may have a child that is just ending, and keeps the lock for a moment longer."""
        deadline = time.monotonic() + STOP_SECONDS
        while not try_lock(self._held):
            pid, url = self._holder()
            if process(pid) or time.monotonic() > deadline:
                raise CommandError(self._already_running(pid, url))
            time.sleep(0.05)

    def _holder(self):
        self._held.seek(0)
        pid, _, url = self._held.read().partition(" ")
        return int(pid or 0), url

    def _already_running(self, pid, url):
        return (
            f"The clinic is already running from this folder at {url} (process {pid}): use it, stop it with Ctrl-C, "
            "or give a second one its own CLINIC_VAR, PORT and STAFF_PORT."
        )

    def _recover(self):
        left = self._read()
        for noted in left["processes"]:
            stop_group(noted["pid"], noted["started"], noted["command"])
        return left["postgres"]

    def _read(self):
        try:
            return json.loads(self.note.read_text())
        except (FileNotFoundError, ValueError):
            return {"processes": [], "postgres": False}

    def started(self, pid):
        """Notes a process that leads a group of its own."""
        found = process(pid)
        if found:
            noted = {"pid": pid, "started": found.started, "command": found.command}
            self._started["processes"].append(noted)
        self._write()

    def started_postgres(self):
        self._started["postgres"] = True
        self._write()

    def _write(self):
        self.note.write_text(json.dumps(self._started))

    def end(self):
        """Forgets what was started: it has been stopped."""
        self.note.unlink(missing_ok=True)


def stop_group(pid, started, command):
    """Stops the process group that `pid` led, if it is still the one that was noted."""
    leader = process(pid)
    if leader and leader.started != started:
        return
    # Workers of a killed server run the same command as it did; a stranger in a reused group does not.
    ours = [found.pid for found in processes_of_group(pid) if found.command == command]
    for request in (signal.SIGTERM, signal.SIGKILL):
        for one in ours:
            signal_if_alive(one, request)
        ours = wait_until_gone(ours, STOP_SECONDS)


def signal_if_alive(pid, request):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, request)
