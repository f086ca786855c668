"""Whether the two ports are free, and what to do when one is not."""

import errno
import socket

from django.core.management.base import CommandError


def check_ports(host, site, staff):
    """Raises CommandError, with the way out, unless both ports of `host` can be listened on."""
    if site == staff:
        raise CommandError(
            f"PORT and STAFF_PORT are both {site}: the public site and the admin each need a port of their own."
        )
    _check(host, site, "PORT", "the public site")
    _check(host, staff, "STAFF_PORT", "the admin")


def _check(host, port, variable, what):
    refusal = _refusal(host, port)
    if refusal == errno.EADDRINUSE:
        raise CommandError(
            f"Port {port} is in use by another program, so {what} cannot start there: stop that program, or choose "
            f"another port, for example {variable}={_another(port)} python manage.py up."
        )
    if refusal:
        raise CommandError(f"{what.capitalize()} cannot listen on {host}, port {port}: {_in_words(refusal)}.")


def _refusal(host, port):
    """The system's reason not to listen there (an errno), or None."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the server itself does: connections of a server that has just ended do not make the port busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
    return None


def _another(port):
    return port + 10 if port + 10 < 65536 else port - 10


def _in_words(number):
    if number == errno.EACCES:
        return "ports below 1024 need special rights; choose a higher one"
    return "CLINIC_HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0"
