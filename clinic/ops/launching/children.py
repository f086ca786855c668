"""The processes that `up` starts, each the leader of a group of its own: the site, the admin, the worker."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from django.conf import settings
from django.core.management.base import CommandError

OPEN_SECONDS = 60
STOP_SECONDS = 10
# A page that is slow for the first time is still an answer; only a connection that is refused is not.
PAGE_SECONDS = 30


class Child:
    """A running process; `name` as people know it."""

    def __init__(self, name: str, command: Sequence[str], lock: int, **environment: str) -> None:
        self.name = name
        # A group of its own: Ctrl-C in the terminal reaches only `up`, which stops the others in order.
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=os.environ | environment | {"CLINIC_PARENT": str(os.getpid())},
            start_new_session=True,
            pass_fds=[lock],
            stdin=subprocess.PIPE,
            text=True,
        )

    def go(self) -> None:
        """Lets a server open that was loaded beside other work."""
        with suppress(BrokenPipeError):
            print(file=self.process.stdin, flush=True)

    def ended(self) -> str:
        """How it ended, in words; empty while it runs."""
        status = self.process.poll()
        if status is None:
            return ""
        return f"was stopped by {signal.Signals(-status).name}" if status < 0 else f"ended with exit status {status}"

    def wait_until_open(self, host: str, port: int, path: str) -> int:
        """The status of its first answer; raises CommandError when it ends or does not answer in time."""
        deadline = time.monotonic() + OPEN_SECONDS
        while time.monotonic() < deadline:
            if how := self.ended():
                raise CommandError(f"{self.name} {how} before it answered; its messages are above.")
            if status := answer(host, port, path):
                return status
            time.sleep(0.05)
        raise CommandError(f"{self.name} did not answer on port {port} within {OPEN_SECONDS} seconds.")


def answer(host: str, port: int, path: str) -> int | None:
    """The HTTP status of one request, None when nothing listens yet."""
    # A server that listens on every address is asked on this machine's own.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    asked = http.client.HTTPConnection(host, port, timeout=PAGE_SECONDS)
    try:
        asked.request("GET", path, headers={"Host": f"localhost:{port}"})
        return asked.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        asked.close()


def stop(children: Sequence[Child]) -> None:
    """Asks all to finish what they are doing, and kills what is left of them after ten seconds."""
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        child.process.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0, deadline - time.monotonic()))
    for child in children:
        with suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
