"""Waiting until a server answers over HTTP."""

import http.client
import time

from django.core.management.base import CommandError

SECONDS = 60
# A page that is slow for the first time is still an answer; only a connection that is refused is not.
PAGE_SECONDS = 30


def wait_for(child, host, port, path):
    """The status of the first answer of `child`; raises CommandError when it ends or does not answer in time."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if child.ended():
            raise CommandError(f"{child.name} {child.how_it_ended()} before it answered; its messages are above.")
        if status := answer(host, port, path):
            return status
        time.sleep(0.05)
    raise CommandError(f"{child.name} did not answer on port {port} within {SECONDS} seconds.")


def answer(host, port, path):
    """The HTTP status of one request, None when nothing listens yet."""
    asked = http.client.HTTPConnection(reachable(host), port, timeout=PAGE_SECONDS)
    try:
        asked.request("GET", path, headers={"Host": f"localhost:{port}"})
        return asked.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        asked.close()


def reachable(host):
    """An address to knock at for a server that listens on every address."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
