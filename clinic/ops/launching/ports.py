"""Where the two servers listen, and what to do when something is in their way."""

import errno
import os
import socket

from django.conf import settings
from django.core.management.base import CommandError


def host() -> str:
    return os.environ.get("CLINIC_HOST", "127.0.0.1")


def port_of(process: str) -> int:
    """The port of "site" or "staff"."""
    return settings.PORT if process == "site" else settings.STAFF_PORT


def check_ports() -> None:
    """Raises CommandError, with the way out, unless both ports can be listened on."""
    if settings.PORT == settings.STAFF_PORT:
        raise CommandError(
            f"PORT and STAFF_PORT are both {settings.PORT}: "
            "the public site and the admin each need a port of their own."
        )
    check(settings.PORT, "PORT", "the public site")
    check(settings.STAFF_PORT, "STAFF_PORT", "the admin")


def check(port: int, variable: str, what: str) -> None:
    reason = refusal(host(), port)
    if reason == errno.EADDRINUSE:
        another = port + 10 if port + 10 < 65536 else port - 10
        raise CommandError(
            f"Port {port} is in use by another program, so {what} cannot start there: stop that program, or choose "
            f"another port, for example {variable}={another} python manage.py up."
        )
    if reason == errno.EACCES:
        raise CommandError(f"{variable}={port} needs special rights: choose a port from 1024.")
    if reason:
        raise CommandError(f"CLINIC_HOST={host()} is not an address of this machine: choose 127.0.0.1 or 0.0.0.0.")


def refusal(host: str, port: int) -> int:
    """The system's reason not to listen there (an errno), 0 when there is none."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the server itself does: connections of a server that has just ended do not make the port busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
    return 0
