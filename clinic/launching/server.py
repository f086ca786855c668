"""The app server of one of the clinic's two processes: CLINIC_PROCESS=site|staff python -m clinic.launching.server

Worker processes with one thread each, never more: Wagtail's check of drafts changes blocks that all threads of
a process share. The clinic is loaded once, before the workers are made: they start at once and share its memory.
"""

import gc
import multiprocessing
import os
import sys
from functools import partial

from django.core.exceptions import ImproperlyConfigured
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from clinic.processes import end_with

# A worker that does not finish its page in this time is not waited for.
STOP_SECONDS = 8


def main():
    if parent := os.environ.get("CLINIC_PARENT"):
        end_with(int(parent))
    try:
        application = load()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    serve(application)


def load():
    """The clinic, complete: addresses are read now, so that the first visitor does not wait for it."""
    from django.urls import get_resolver

    from clinic.wsgi import application

    _ = get_resolver().url_patterns
    return application


def serve(application):
    """Listens until SIGTERM or SIGINT."""
    server = Granian("clinic.wsgi:application", address=host(), port=port(), workers=workers(), **OPTIONS)
    if sys.platform != "linux":  # where forking a loaded program is not safe, each worker loads it again
        server.serve()
        return
    multiprocessing.set_start_method("fork")
    gc.freeze()
    server.serve(target_loader=partial(in_worker, application, os.getpid()), wrap_loader=False)


OPTIONS = {
    "interface": Interfaces.WSGI,
    "blocking_threads": 1,
    "respawn_failed_workers": True,
    "workers_kill_timeout": STOP_SECONDS,
    "log_level": LogLevels.warning,
}


def in_worker(application, server):
    """What a worker runs first: it ends with its server, even when that is killed."""
    end_with(server)
    return application


def host():
    return os.environ.get("CLINIC_HOST", "127.0.0.1")


def port():
    from django.conf import settings

    return settings.PORT if settings.CLINIC_PROCESS == "site" else settings.STAFF_PORT


def workers():
    """How many worker processes: CLINIC_SITE_WORKERS (2) or CLINIC_STAFF_WORKERS (1)."""
    site = os.environ.get("CLINIC_PROCESS") == "site"
    return int(os.environ.get("CLINIC_SITE_WORKERS", 2) if site else os.environ.get("CLINIC_STAFF_WORKERS", 1))


if __name__ == "__main__":
    main()
