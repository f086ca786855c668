"""What the system knows about a process, so that nothing is stopped that is not ours."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15


@dataclass(frozen=True)
class Process:
    """A process that is alive. `started` is text that no later process with the same number shares."""

    pid: int
    group: int
    started: str
    command: str


def process(pid):
    """The live process with this number, or None. One that has ended but was not yet collected (a zombie) is gone."""
    return _from_proc(pid) if os.path.isdir("/proc/self") else _from_ps(pid)


def _from_proc(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except (OSError, ValueError):
        return None
    # The name comes second, in brackets, and may itself hold spaces and brackets.
    fields = stat[stat.rindex(")") + 2 :].split()
    return None if fields[0] in "ZX" else Process(pid, int(fields[2]), fields[19], command)


def _from_ps(pid):
    columns = ["-o", "stat=", "-o", "pgid=", "-o", "lstart=", "-o", "command="]
    asked = subprocess.run(["ps", "-ww", *columns, "-p", str(pid)], capture_output=True, text=True, check=False)
    fields = asked.stdout.split(None, 7)
    if len(fields) < 8 or fields[0].startswith("Z"):
        return None
    return Process(pid, int(fields[1]), " ".join(fields[2:7]), fields[7].strip())


def processes_of_group(group):
    """Every live process of a process group."""
    return [found for found in map(process, _all_pids()) if found and found.group == group]


def _all_pids():
    if os.path.isdir("/proc/self"):
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    asked = subprocess.run(["ps", "-axo", "pid="], capture_output=True, text=True, check=False)
    return [int(line) for line in asked.stdout.split()]


def wait_until_gone(pids, seconds):
    """Waits until none of these processes is alive; returns those that still are after `seconds`."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if process(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def end_with(parent):
    """Makes this process receive SIGTERM when its `parent` (a process number) ends, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def set_name(name):
    """The name of this process (15 characters) in lists such as top's, on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())
