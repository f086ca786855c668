"""The order in which `up` does things."""

import io
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from clinic.ops.postgres import PostgresUnavailable
from clinic.ops.progress import Say

from . import children
from .children import Child
from .database import DatabaseAway
from .database import prepare as prepare_database
from .kept_pages import are_there
from .kept_running import Kept
from .lock import only_one
from .ports import held_ports, host
from .server import workers
from .static_files import Collecting

# What does the background work: the command of manage.py, and what people call it.
WORKER, WORKER_NAME = "worker", "The worker"
SERVERS = {"site": "The public site", "staff": "The admin"}
# How often the database is looked at while everything runs, and while it cannot be had, in seconds.
LOOK_EVERY, WITHOUT_IT = 2, 10
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
        # By "site" and "staff" once they are loaded; those that are open, and the worker, are `kept`.
        self.servers: dict[str, Kept] = {}
        self.kept: list[Kept] = []
        self.is_away = False
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
        for process in SERVERS:
            workers(process)
        with ExitStack() as last:
            if settings.PRIVATE_POSTGRES:
                last.callback(settings.PRIVATE_POSTGRES.leave)
            self.run_all()

    def run_all(self) -> None:
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
        self.have_database()
        if static and static.needed:
            self.say("Static files: collecting and compressing")
            self.children.remove(static.finish())

    def have_database(self) -> None:
        """Starts the private Postgres and brings the tables up to date, as soon as that can be done."""
        while True:
            try:
                if settings.PRIVATE_POSTGRES:
                    settings.PRIVATE_POSTGRES.join()
                return prepare_database(self.say)
            except (PostgresUnavailable, DatabaseAway) as away:
                self.read_on(away)
            finally:
                connections.close_all()
            self.stay(WITHOUT_IT)

    def read_on(self, away: Exception) -> None:
        """Patients read meanwhile what this machine has kept, where it has; else there is nothing to open for."""
        if not self.servers or self.reload or not are_there():
            raise away
        if not self.kept:
            self.say(f"{away} Patients read the pages that are kept here; it is tried again every {WITHOUT_IT} s.")
            self.open("site")

    def load_servers(self) -> None:
        command = ["manage.py", "runserver"] if self.reload else ["-m", "clinic.ops.launching.server", "--wait"]
        for process, name in SERVERS.items():
            self.servers[process] = self.keep(name, *command, CLINIC_PROCESS=process)

    def keep(self, name: str, *command: str, **environment: str) -> Kept:
        def start() -> Child:
            return self.start(name, *command, **environment)

        return Kept(name, start(), opened(start), self.say)

    def serve(self) -> None:
        """Opens the two servers together and waits until both answer; then starts the worker. Raises CommandError for
        one that does not, unless patients are reading already.
        """
        self.say("Servers: opening the public site and the admin")
        reads_on = bool(self.kept)
        if not self.servers:
            if self.reload:
                self.ports.close()  # Django's own servers share a port with nobody, us included.
            self.load_servers()
        for process in SERVERS:
            self.open(process)
        for process, port, path in (("site", settings.PORT, "/"), ("staff", settings.STAFF_PORT, "/admin/login/")):
            try:
                self.wait(process, port, path)
            except CommandError as late:
                if not reads_on:
                    raise
                self.say(str(late))  # it is started again; patients go on reading meanwhile
        self.kept.append(self.keep(WORKER_NAME, "manage.py", WORKER))

    def open(self, process: str) -> None:
        server = self.servers[process]
        if server not in self.kept:
            server.child.go()
            self.kept.append(server)

    def name_unknown_blocks(self) -> None:
        """A deployment may have removed a block that pages still hold: the clinic runs, and this says where."""
        try:
            call_command("scan_unknown_blocks", stdout=io.StringIO())
        except CommandError as found:
            self.say(str(found))
        connections.close_all()

    def start(self, name: str, *command: str, **environment: str) -> Child:
        self.children = [child for child in self.children if not child.ended()]
        self.children.append(Child(name, command, self.lock, **environment))
        return self.children[-1]

    def wait(self, process: str, port: int, path: str) -> None:
        child = self.servers[process].child
        status = child.wait_until_open(host(), port, path)
        if status >= 500:
            self.say(f"{child.name} answers {path} with error {status}; its messages are above.")

    def watch(self) -> None:
        """Stays until somebody stops us; whatever ends meanwhile is started again, and the rest does not notice."""
        while True:
            self.stay(WITHOUT_IT if self.is_away else LOOK_EVERY)
            self.revive_postgres()

    def stay(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            time.sleep(0.2)
            for one in self.kept:
                one.look()

    def revive_postgres(self) -> None:
        """Patients read on while it cannot be started."""
        try:
            if settings.PRIVATE_POSTGRES and settings.PRIVATE_POSTGRES.revive():
                self.say("The database had ended unexpectedly; it is started again")
            self.is_away = False
        except PostgresUnavailable as error:
            if not self.is_away:
                self.say(f"The database had ended unexpectedly, and cannot be started yet. {error}")
            self.is_away = True


def opened(start: Callable[[], Child]) -> Callable[[], Child]:
    """`start`, for a process that takes the place of one: it does not wait."""

    def start_and_go() -> Child:
        child = start()
        child.go()
        return child

    return start_and_go


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
