"""The app server of one of the clinic's two processes: CLINIC_PROCESS=site|staff python -m clinic.ops.launching.server

Worker processes that make one answer at a time each, never more: Wagtail's check of drafts changes blocks that all
threads of a process share. The clinic is loaded once, before the workers are made: they start at once and share its
memory.
"""

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.core.servers.basehttp import get_internal_wsgi_application
from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from clinic.ops.launching.asgi_application import Door
from clinic.ops.launching.ports import held_port, host, port_of
from clinic.ops.launching.signals import server_loaded, worker_started
from clinic.ops.processes import end_with

# A worker that does not finish its page in this time is not waited for.
STOP_SECONDS = 8
# Browsers open lines ahead on which they may never ask for anything; the end of a worker waits this long for them.
SILENT_MILLISECONDS = 3000
# Of a request, until its body: an address of 64 kB, which search takes, and what browsers send besides.
LONGEST_HEAD = 80 * 1024
OPTIONS: dict[str, Any] = {
    "interface": Interfaces.ASGINL,
    "websockets": False,
    # Proxies speak no other to us; in HTTP/2 a head may have 16 MB.
    "http": HTTPModes.http1,
    "respawn_failed_workers": True,
    "workers_kill_timeout": STOP_SECONDS,
    "http1_settings": HTTP1Settings(header_read_timeout=SILENT_MILLISECONDS, max_buffer_size=LONGEST_HEAD),
    "log_level": LogLevels.warning,
}


def main() -> None:
    try:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")
        application = get_internal_wsgi_application()
        # Addresses are read now, so that the first visitor does not wait for it.
        _ = get_resolver().url_patterns
        server_loaded.send(None, process=settings.CLINIC_PROCESS)
        # `up` lets it load beside other work, and says when everything is there; ending, it says nothing.
        if "--wait" in sys.argv:
            if sys.stdin.readline():
                serve(application)
            return
        with held_port(settings.CLINIC_PROCESS):  # `up` holds it for those that it starts.
            serve(application)
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(str(error))


def serve(application: Callable[..., Any]) -> None:
    """Listens until SIGTERM or SIGINT."""
    process = settings.CLINIC_PROCESS
    server = Granian(
        "clinic.ops.launching.server:at_the_door",
        address=host(),
        port=port_of(process),
        workers=workers(process),
        factory=True,
        **OPTIONS,
    )
    if sys.platform != "linux":  # where forking a loaded program is not safe, each worker loads it again
        server.serve()
        return
    multiprocessing.set_start_method("fork", force=True)
    gc.freeze()
    server.serve(target_loader=partial(in_worker, application, os.getpid()), wrap_loader=False)


def in_worker(application: Callable[..., Any], server: int) -> Door:
    """What a worker runs first: it ends with its server, even when that is killed."""
    end_with(server)
    worker_started.send_robust(None, process=settings.CLINIC_PROCESS)
    return Door(application)


def at_the_door() -> Door:
    """For a worker that has to load the clinic itself."""
    return Door(get_internal_wsgi_application())


def workers(process: str) -> int:
    """How many worker processes "site" or "staff" has: CLINIC_SITE_WORKERS (2) or CLINIC_STAFF_WORKERS (1)."""
    name, usual = {"site": ("CLINIC_SITE_WORKERS", "2"), "staff": ("CLINIC_STAFF_WORKERS", "1")}[process]
    given = os.environ.get(name, usual).strip()
    if not given.isdecimal() or int(given) < 1:
        raise ImproperlyConfigured(f"{name}={given} is not a number of processes: choose 1 or more.")
    return int(given)


if __name__ == "__main__":
    main()
