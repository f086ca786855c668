"""The processes that `up` starts, each the leader of a group of its own: the site, the admin, the scheduler.

They are copies of `up` itself: it has the clinic loaded already, which takes a new process two seconds.
"""

import logging
import multiprocessing
import os
import signal
from contextlib import suppress
from dataclasses import dataclass

from clinic.ops.processes import end_with, set_name

from .run import STOP_SECONDS, signal_if_alive


@dataclass(frozen=True)
class Child:
    """`name` as people know it."""

    name: str
    process: multiprocessing.Process

    def ended(self):
        return not self.process.is_alive()

    def how_it_ended(self):
        code = self.process.exitcode
        return f"was stopped by {signal.Signals(-code).name}" if code < 0 else f"ended with exit status {code}"


def start(name, short_name, run, *args):
    """Starts one child, in which `run` is called. It ends when this process does, however that comes about.

    Close every database connection first: a connection cannot be used by two processes.
    """
    copy = multiprocessing.get_context("fork")
    process = copy.Process(target=_live, args=[os.getpid(), short_name, run, *args])
    process.start()
    return Child(name, process)


def _live(parent, short_name, run, *args):
    # A group of its own: Ctrl-C in the terminal reaches only `up`, which stops the others in order.
    os.setsid()
    for request in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, signal.SIG_DFL)
    end_with(parent)
    set_name(short_name)
    logging.disable(logging.NOTSET)
    run(*args)


def stop(children):
    """Asks all to finish what they are doing, and kills those that have not after ten seconds."""
    for child in children:
        signal_if_alive(child.process.pid, signal.SIGTERM)
    for child in children:
        child.process.join(STOP_SECONDS)
    for child in children:
        with suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.join()
