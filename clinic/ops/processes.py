"""What the system knows about a process, so that nothing is stopped that is not ours."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1


def command_of(pid: int) -> str:
    """The command line of the live process `pid`; empty when there is none, or it has ended and lingers as a zombie."""
    if not os.path.isdir("/proc/self"):
        return _from_ps(pid)
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""
    # The state comes after the name, which is in brackets and may itself hold spaces and brackets.
    return "" if stat[stat.rindex(")") + 2] in "ZX" else command


def _from_ps(pid: int) -> str:
    asked = subprocess.run(
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, command = asked.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else command.strip()


def wait_until_gone(pids: list[int], seconds: float) -> list[int]:
    """Waits until none of these processes is alive; returns those that still are after `seconds`."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if command_of(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def end_with(parent: int) -> None:
    """Makes this process receive SIGTERM when its `parent` (a process number) ends, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
