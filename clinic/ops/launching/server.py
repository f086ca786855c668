"""The app server of one of the clinic's two processes: CLINIC_PROCESS=site|staff python -m clinic.ops.launching.server

Worker processes with one thread each, never more: Wagtail's check of drafts changes blocks that all threads of
a process share. The clinic is loaded once, before the workers are made: they start at once and share its memory.
"""

import gc
import importlib
import multiprocessing
import os
import sys
from functools import partial

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from clinic.ops.launching.signals import worker_started
from clinic.ops.processes import end_with

# A worker that does not finish its page in this time is not waited for.
STOP_SECONDS = 8
OPTIONS = {
    "interface": Interfaces.WSGI,
    "blocking_threads": 1,
    "respawn_failed_workers": True,
    "workers_kill_timeout": STOP_SECONDS,
    "log_level": LogLevels.warning,
}


def main():
    try:
        serve(load())
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def open_as(process):
    """Serves as "site" or "staff" from a copy of a process in which the clinic is already loaded."""
    become(process)
    serve(load())


def become(process):
    """Reads the settings again as `process` reads them; the two differ in addresses, middleware and headers."""
    os.environ["CLINIC_PROCESS"] = process
    chosen = os.environ["DJANGO_SETTINGS_MODULE"]
    for name in [name for name in sys.modules if name.startswith(chosen.rpartition(".")[0] + ".")]:
        del sys.modules[name]
    fresh = importlib.import_module(chosen)
    for name in filter(str.isupper, dir(fresh)):
        setattr(settings, name, getattr(fresh, name))
    # The connection made from the settings of before would carry their name in the database's list.
    connections.settings = connections.configure_settings(None)
    del connections[DEFAULT_DB_ALIAS]


def load():
    """The clinic, complete: addresses are read now, so that the first visitor does not wait for it."""
    from django.urls import clear_url_caches, get_resolver

    clear_url_caches()
    from clinic.wsgi import application

    _ = get_resolver().url_patterns
    return application


def serve(application):
    """Listens until SIGTERM or SIGINT."""
    number = workers(settings.CLINIC_PROCESS)
    server = Granian("clinic.wsgi:application", address=host(), port=port(), workers=number, **OPTIONS)
    if sys.platform != "linux":  # where forking a loaded program is not safe, each worker loads it again
        server.serve()
        return
    multiprocessing.set_start_method("fork", force=True)
    gc.freeze()
    server.serve(target_loader=partial(in_worker, application, os.getpid()), wrap_loader=False)


def in_worker(application, server):
    """What a worker runs first: it ends with its server, even when that is killed."""
    end_with(server)
    worker_started.send_robust(None, process=settings.CLINIC_PROCESS)
    return application


def host():
    return os.environ.get("CLINIC_HOST", "127.0.0.1")


def port():
    return settings.PORT if settings.CLINIC_PROCESS == "site" else settings.STAFF_PORT


def workers(process):
    """How many worker processes "site" or "staff" has: CLINIC_SITE_WORKERS (2) or CLINIC_STAFF_WORKERS (1)."""
    name, usual = {"site": ("CLINIC_SITE_WORKERS", "2"), "staff": ("CLINIC_STAFF_WORKERS", "1")}[process]
    given = os.environ.get(name, usual).strip()
    if not given.isdecimal() or int(given) < 1:
        raise ImproperlyConfigured(f"{name}={given} is not a number of processes: choose 1 or more.")
    return int(given)


if __name__ == "__main__":
    main()
