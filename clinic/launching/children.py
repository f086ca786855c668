"""The processes that `up` starts, each the leader of a group of its own: the site, the admin, the scheduler."""

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings

from .run import STOP_SECONDS, signal_if_alive

SERVER = [sys.executable, "-m", "clinic.launching.server"]
SCHEDULER = [sys.executable, "manage.py", "scheduler"]


@dataclass(frozen=True)
class Child:
    """`name` as people know it."""

    name: str
    popen: subprocess.Popen

    def ended(self):
        return self.popen.poll() is not None

    def how_it_ended(self):
        code = self.popen.returncode
        return f"was stopped by {signal.Signals(-code).name}" if code < 0 else f"ended with exit status {code}"


def start(name, command, **environment):
    """Starts one child. It ends when this process does, however that comes about."""
    popen = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=os.environ | {"CLINIC_PARENT": str(os.getpid())} | environment,
        stdin=subprocess.DEVNULL,
        # Ctrl-C in the terminal reaches only us: we stop the children in order.
        start_new_session=True,
    )
    return Child(name, popen)


def stop(children):
    """Asks all to finish what they are doing, and kills those that have not after ten seconds."""
    for child in children:
        signal_if_alive(child.popen.pid, signal.SIGTERM)
    _collect(children)
    for child in children:
        _kill_group(child.popen.pid)
    _collect(children)


def _collect(children):
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.popen.wait(STOP_SECONDS)


def _kill_group(pid):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
