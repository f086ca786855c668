"""Static files for the servers: collected beside other work, and only when something has changed."""

import hashlib
import multiprocessing
import os
import signal
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from clinic.ops.processes import end_with


def stamp():
    """A text that changes when a package or one of our own static files does."""
    packages = sorted(path.name for path in Path(django.__file__).parents[1].glob("*.dist-info"))
    own = [f"{path} {path.stat().st_mtime_ns}" for path in sorted(own_files())]
    return hashlib.sha256("\n".join([*packages, *own, str(settings.STATIC_ROOT)]).encode()).hexdigest()


def own_files():
    """Static files that come with this repository; those of packages change only with their version."""
    for app in apps.get_app_configs():
        if Path(app.path).parent == settings.BASE_DIR:
            yield from (path for path in Path(app.path, "static").rglob("*") if path.is_file())


class Collecting:
    """`collectstatic` in a process of its own, or nothing at all when the collected files are up to date."""

    def __init__(self):
        self.file = Path(settings.STATIC_ROOT).with_name("static.stamp")
        self.stamp = stamp()
        self.needed = not self._is_up_to_date()
        self._process = None

    def _is_up_to_date(self):
        collected = Path(settings.STATIC_ROOT, "staticfiles.json").exists() and self.file.exists()
        return collected and self.file.read_text() == self.stamp

    def start(self):
        """Begins. Call before the first database query: the new process is a copy of this one."""
        if self.needed:
            self.file.unlink(missing_ok=True)
            self._process = multiprocessing.get_context("fork").Process(target=_collect, args=[os.getpid()])
            self._process.start()

    def finish(self):
        """Waits for the end; raises CommandError when the files could not be collected."""
        if self._process:
            self._process.join()
            if self._process.exitcode:
                raise CommandError("The static files could not be collected; the reason is above.")
            self.file.write_text(self.stamp)

    def stop(self):
        if self._process and self._process.is_alive():
            self._process.terminate()
            self._process.join()


def _collect(parent):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
