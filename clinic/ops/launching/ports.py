"""Where the two servers listen, and what to do when something is in their way."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.core.management.base import CommandError

# The setting that tells the port of each process, and what people call it.
NAMES = {"site": ("PORT", "the public site"), "staff": ("STAFF_PORT", "the admin")}


def host() -> str:
    return os.environ.get("CLINIC_HOST", "127.0.0.1")


def port_of(process: str) -> int:
    """The port of "site" or "staff"."""
    return settings.PORT if process == "site" else settings.STAFF_PORT


@contextmanager
def held_ports() -> Iterator[ExitStack]:
    """Both ports are ours from now on, though nothing listens yet; `close()` lets go of them early.

    A server that lets others share its port, as ours does, would else listen beside that of another clinic which was
    set up in the same minutes, and the two would answer in turn. Raises CommandError, with the way out.
    """
    if settings.PORT == settings.STAFF_PORT:
        raise CommandError(
            f"PORT and STAFF_PORT are both {settings.PORT}: "
            "the public site and the admin each need a port of their own."
        )
    with ExitStack() as held:
        for process in NAMES:
            held.enter_context(held_port(process))
        yield held


def held_port(process: str) -> socket.socket:
    """The port of "site" or "staff", bound. Raises CommandError where it cannot be."""
    probe = socket.socket(socket.AF_INET6 if ":" in host() else socket.AF_INET)
    # As the server itself does: connections of a server that has just ended do not make the port busy.
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind((host(), port_of(process)))
    except OSError as error:
        probe.close()
        raise refusal(error.errno, port_of(process), *NAMES[process]) from error
    # From now on only a server that shares its port comes in, and that one asks here first.
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    return probe


def refusal(reason: int | None, port: int, variable: str, what: str) -> CommandError:
    """Why nothing can listen there, by the system's number of an error, and what to do."""
    if reason == errno.EADDRINUSE:
        another = port + 10 if port + 10 < 65536 else port - 10
        return CommandError(
            f"Port {port} is in use by another program, so {what} cannot start there: stop that program, or choose "
            f"another port, for example {variable}={another} python manage.py up."
        )
    if reason == errno.EACCES:
        return CommandError(f"{variable}={port} needs special rights: choose a port from 1024.")
    return CommandError(f"CLINIC_HOST={host()} is not an address of this machine: choose 127.0.0.1 or 0.0.0.0.")
