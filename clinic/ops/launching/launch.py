"""The order in which `up` does things."""

import io
import signal
import time
from contextlib import nullcontext
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from clinic.ops.postgres import PostgresUnavailable
from clinic.ops.progress import Say

from . import children
from .children import Child
from .database import prepare as prepare_database
from .lock import only_one
from .ports import held_ports, host
from .server import workers
from .static_files import Collecting

# What does the background work: the command of manage.py, and what people call it.
WORKER, WORKER_NAME = "worker", "The worker"
# How often the database is looked at while everything runs, in seconds.
LOOK_EVERY = 2
# How long a worker that ends again and again stays away, in seconds: from the first time to the longest.
WORKER_PAUSES = (1, 60)
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM, or the terminal was closed."""


def stop_now(number: int, frame: FrameType | None) -> None:
    raise Stopped


class Launch:
    """One run of the clinic, from the first check to the last process stopped. `say` prints a line.

    With `reload` the servers are Django's own, which take up a change of the code or a template at once.
    """

    def __init__(self, say: Say, reload: bool = False) -> None:
        self.say, self.reload = say, reload
        self.children: list[Child] = []
        self.worker: Child | None = None
        self.worker_pause, self.worker_due = WORKER_PAUSES[0], 0.0
        self.began = time.monotonic()

    def run(self) -> None:
        """Sets up, serves until somebody stops it, and stops all it started. Raises CommandError when it cannot."""
        with only_one(settings.VAR_DIR, settings.SITE_URL) as self.lock:
            for request in STOPPING:
                signal.signal(request, stop_now)
            try:
                with held_ports() as self.ports:
                    self.run_on_ports()
            except Stopped:
                pass

    def run_on_ports(self) -> None:
        for process in ("site", "staff"):
            workers(process)
        with settings.PRIVATE_POSTGRES.in_use() if settings.PRIVATE_POSTGRES else nullcontext():
            self.run_on_database()

    def run_on_database(self) -> None:
        try:
            self.prepare()
            self.serve()
            self.name_unknown_blocks()
            self.say(welcome(time.monotonic() - self.began))
            self.watch()
        except Stopped:
            self.say("Stopping …")
        finally:
            # Further signals wait: half a stop would leave processes behind.
            for request in STOPPING:
                signal.signal(request, signal.SIG_IGN)
            children.stop(self.children)

    def prepare(self) -> None:
        """Everything that must be there before the first visitor; static files are collected beside the tables."""
        static = None if self.reload else Collecting(self.start)
        if static and not static.needed:
            # They read the names of static files, so only now; it takes them as long as the rest takes here.
            self.load_servers()
        prepare_database(self.say)
        connections.close_all()
        if static and static.needed:
            self.say("Static files: collecting and compressing")
            self.children.remove(static.finish())

    def load_servers(self) -> None:
        command = ["manage.py", "runserver"] if self.reload else ["-m", "clinic.ops.launching.server", "--wait"]
        self.site = self.start("The public site", *command, CLINIC_PROCESS="site")
        self.staff = self.start("The admin", *command, CLINIC_PROCESS="staff")

    def serve(self) -> None:
        """Opens the two servers together and waits until both answer; then starts the worker."""
        self.say("Servers: opening the public site and the admin")
        if not self.children:
            if self.reload:
                self.ports.close()  # Django's own servers share a port with nobody, us included.
            self.load_servers()
        for server in (self.site, self.staff):
            server.go()
        self.wait(self.site, settings.PORT, "/")
        self.wait(self.staff, settings.STAFF_PORT, "/admin/login/")
        self.start_worker()

    def name_unknown_blocks(self) -> None:
        """A deployment may have removed a block that pages still hold: the clinic runs, and this says where."""
        try:
            call_command("scan_unknown_blocks", stdout=io.StringIO())
        except CommandError as found:
            self.say(str(found))
        connections.close_all()

    def start_worker(self) -> None:
        self.worker = self.start(WORKER_NAME, "manage.py", WORKER)

    def start(self, name: str, *command: str, **environment: str) -> Child:
        self.children.append(Child(name, command, self.lock, **environment))
        return self.children[-1]

    def wait(self, child: Child, port: int, path: str) -> None:
        status = child.wait_until_open(host(), port, path)
        if status >= 500:
            self.say(f"{child.name} answers {path} with error {status}; its messages are above.")

    def watch(self) -> None:
        """Stays until a server ends (CommandError) or somebody stops us; starts a lost worker or Postgres again."""
        looked = time.monotonic()
        while True:
            time.sleep(0.2)
            for child in [child for child in self.children if child.ended()]:
                self.do_without(child)
            if self.worker is None and time.monotonic() >= self.worker_due:
                self.start_worker()
            if time.monotonic() - looked > LOOK_EVERY:
                self.revive_postgres()
                looked = time.monotonic()

    def do_without(self, child: Child) -> None:
        """Patients are served without the worker for a while; without a server they are not, so all ends."""
        if child is not self.worker:
            raise CommandError(f"{child.name} {child.ended()}; everything is stopped.")
        self.say(f"{child.name} {child.ended()}; starting it again")
        self.children.remove(child)
        self.worker, self.worker_due = None, time.monotonic() + self.worker_pause
        self.worker_pause = min(2 * self.worker_pause, WORKER_PAUSES[1])

    def revive_postgres(self) -> None:
        try:
            if settings.PRIVATE_POSTGRES and settings.PRIVATE_POSTGRES.revive():
                self.say("The database had ended unexpectedly; it is started again")
        except PostgresUnavailable as error:
            raise CommandError(str(error)) from error


def welcome(seconds: float) -> str:
    """What a person needs to know once everything runs."""
    logins = io.StringIO()
    call_command("show_logins", stdout=logins)
    connections.close_all()
    lines = [
        "",
        f"The clinic is open ({seconds:.1f} s).",
        "",
        f"  Public site   {settings.SITE_URL}/",
        f"  Admin         {settings.WAGTAILADMIN_BASE_URL}/admin/",
        "",
        *(f"  {line}" for line in logins.getvalue().splitlines()),
        "",
        "Ctrl-C stops everything.",
    ]
    return "\n".join(lines)
