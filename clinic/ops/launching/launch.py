"""The order in which `up` does things."""

import io
import os
import signal
import time

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from clinic.ops.postgres import PostgresUnavailable

from . import children, database
from .answering import wait_for
from .ports import check_ports
from .run import Run
from .server import host, open_as, workers
from .static_files import Collecting

# How often the database is looked at while everything runs, in seconds.
LOOK_EVERY = 2
# How long a scheduler that ends again and again stays away, in seconds: from the first time to the longest.
SCHEDULER_PAUSES = (1, 60)


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM, or the terminal was closed."""


class Launch:
    """One run of the clinic, from the first check to the last process stopped. `say` prints a line."""

    def __init__(self, say):
        self.say = say
        self.note = Run(settings.VAR_DIR)
        self.postgres = getattr(settings, "PRIVATE_POSTGRES", None)
        self.stops_postgres = False
        self.children = []
        self.scheduler = None
        self.scheduler_pause = SCHEDULER_PAUSES[0]
        self.scheduler_due = 0.0
        self.collecting = Collecting()
        self.began = time.monotonic()

    def run(self):
        """Sets up, serves until somebody stops it, and stops all it started. Raises CommandError when it cannot."""
        inherited = self.note.begin(settings.SITE_URL)
        for request in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(request, stop_now)
        try:
            self.own_postgres(inherited)
            check_ports(host(), settings.PORT, settings.STAFF_PORT)
            for process in ("site", "staff"):
                workers(process)
            self.prepare()
            self.watch()
        except Stopped:
            self.say("Stopping …")
        finally:
            self.stop()

    def own_postgres(self, inherited):
        """The private Postgres is ours to stop when we started it, or when a killed run of `up` had."""
        if self.postgres:
            os.environ["DATABASE_URL"] = self.postgres.url
            self.stops_postgres = inherited or self.postgres.started_here
        if self.stops_postgres:
            self.note.started_postgres()

    def prepare(self):
        """Everything that must be there before the first visitor; static files are collected beside the tables."""
        self.collecting.start()
        self.bring_tables_up_to_date()
        self.finish_static_files()
        self.fill()
        self.serve()
        self.start_scheduler()
        self.say(welcome(time.monotonic() - self.began))

    def bring_tables_up_to_date(self):
        changes = database.changes_to_make()
        if changes:
            self.say(f"Database: making {changes} changes to its tables")
            database.migrate(changes, self.say)

    def finish_static_files(self):
        if self.collecting.needed:
            self.say("Static files: collecting and compressing")
        self.collecting.finish()
        staticfiles_storage.read_again()

    def fill(self):
        """Roles, first pages and demo content: each only where missing."""
        call_command("bootstrap", stdout=io.StringIO())
        database.load_demo(self.say)
        call_command("rebuild_search", if_needed=True, stdout=io.StringIO())

    def serve(self):
        """Starts the two servers together and waits until both answer."""
        self.say("Servers: opening the public site and the admin")
        site = self.start_child("The public site", "clinic-site", open_as, "site")
        staff = self.start_child("The admin", "clinic-staff", open_as, "staff")
        self.wait(site, settings.PORT, "/")
        self.wait(staff, settings.STAFF_PORT, "/admin/login/")

    def start_scheduler(self):
        self.scheduler = self.start_child("The scheduler", "clinic-clock", call_command, "scheduler")

    def start_child(self, name, short_name, run, *args):
        connections.close_all()
        child = children.start(name, short_name, run, *args)
        self.children.append(child)
        self.note.started(child.process.pid)
        return child

    def wait(self, child, port, path):
        status = wait_for(child, host(), port, path)
        if status >= 500:
            self.say(f"{child.name} answers {path} with error {status}; its messages are above.")

    def watch(self):
        """Stays until a server ends (CommandError) or somebody stops us; starts a lost scheduler or Postgres again."""
        looked = time.monotonic()
        while True:
            time.sleep(0.2)
            for child in [child for child in self.children if child.ended()]:
                self.do_without(child)
            if self.scheduler is None and time.monotonic() >= self.scheduler_due:
                self.start_scheduler()
            if self.postgres and time.monotonic() - looked > LOOK_EVERY:
                self.revive_postgres()
                looked = time.monotonic()

    def do_without(self, child):
        """Patients are served without the scheduler for a while; without a server they are not, so all ends."""
        if child is not self.scheduler:
            raise CommandError(f"{child.name} {child.how_it_ended()}; everything is stopped.")
        self.say(f"{child.name} {child.how_it_ended()}; starting it again")
        self.children.remove(child)
        self.scheduler, self.scheduler_due = None, time.monotonic() + self.scheduler_pause
        self.scheduler_pause = min(2 * self.scheduler_pause, SCHEDULER_PAUSES[1])

    def revive_postgres(self):
        if self.postgres.is_up():
            return
        self.say("The database has ended unexpectedly; starting it again")
        try:
            self.postgres.ensure()
        except PostgresUnavailable as error:
            raise CommandError(str(error)) from error

    def stop(self):
        """Stops all we started. Further signals wait: half a stop would leave processes behind."""
        for request in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(request, signal.SIG_IGN)
        self.collecting.stop()
        children.stop(self.children)
        if self.stops_postgres:
            self.postgres.stop()
        self.note.end()


def stop_now(number, frame):
    raise Stopped


def welcome(seconds):
    """What a person needs to know once everything runs."""
    logins = io.StringIO()
    call_command("show_logins", stdout=logins)
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
