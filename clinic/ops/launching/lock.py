"""One `manage.py up` at a time in a folder."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError

from clinic.ops.postgres.locking import try_lock
from clinic.ops.processes import command_of

# A process of a run that was killed finishes what it does, ten seconds at most.
SECONDS = 20


@contextmanager
def only_one(folder: Path, url: str) -> Iterator[int]:
    """Holds the lock of `folder`; gives its number, to be inherited by the processes of this run.

    So it stays locked until the last of them has ended, also when this one is killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "up.lock").open("a+") as file:
        take(file)
        file.truncate(0)
        file.write(f"{os.getpid()} {url}")
        file.flush()
        yield file.fileno()


def take(file: TextIO) -> None:
    """Waits for the last processes of a run that was killed. Raises CommandError where a run is alive."""
    deadline = time.monotonic() + SECONDS
    while not try_lock(file):
        file.seek(0)
        pid, _, url = file.read().partition(" ")
        if command_of(int(pid or 0)):
            raise CommandError(
                f"The clinic is already running from this folder at {url} (process {pid}): use it, stop it with "
                "Ctrl-C, or give a second one its own CLINIC_VAR, PORT and STAFF_PORT."
            )
        if time.monotonic() > deadline:
            raise CommandError("A clinic that was killed has not ended yet; try again in a moment.")
        time.sleep(0.05)
