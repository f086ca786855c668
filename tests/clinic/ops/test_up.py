"""`manage.py up`, as a person at a terminal has it: what it opens, what it refuses, and that it leaves nothing behind.

Started for real seven times, on a private Postgres of its own whose tables are copied from the test database.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import psycopg
import pytest
from django.conf import settings
from django.core.management.base import CommandError

from clinic.ops.launching.kept_running import Kept
from clinic.ops.launching.launch import SERVERS, WORKER, WORKER_NAME, Launch
from clinic.ops.launching.ports import held_ports
from clinic.ops.postgres import PrivatePostgres
from clinic.website.page_cache.store import Store
from tests.database import own_database, url_of
from tests.running import free_port

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks for processes in /proc"),
]
SECONDS = 120


class Place:
    """A folder in which a clinic runs, and its two ports."""

    def __init__(self, var):
        self.var = var
        self.port, self.staff_port = free_port(), free_port()

    def environment(self, **changes):
        given = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        ours = {"CLINIC_VAR": self.var, "PORT": self.port, "STAFF_PORT": self.staff_port, "LOAD_DEMO": 0} | changes
        return given | {"DJANGO_SETTINGS_MODULE": "clinic.settings.dev"} | {k: str(v) for k, v in ours.items()}

    def start(self, *options, until="Ctrl-C stops everything", **changes):
        return Up(self, options, until, changes)

    def refused(self, **changes):
        """What an `up` that is expected to refuse says; fails when it does not end by itself."""
        run = subprocess.run(COMMAND, env=self.environment(**changes), timeout=SECONDS, **OPTIONS)
        assert run.returncode == 1
        return run.stdout

    def processes(self):
        """Every process that was started with this folder, by number."""
        mark = f"CLINIC_VAR={self.var}\0".encode()
        return [int(p.parent.name) for p in Path("/proc").glob("[0-9]*/environ") if mark in content(p)]

    def answer(self, path, port=None):
        """The status of the answer to GET `path`; 0 for none."""
        try:
            return urllib.request.urlopen(f"http://localhost:{port or self.port}{path}", timeout=20).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0


COMMAND = [sys.executable, "manage.py", "up"]
OPTIONS = {"cwd": settings.BASE_DIR, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}


class Up:
    """A running `manage.py up`, and what it has printed until all was open."""

    def __init__(self, place, options, until, changes):
        self.process = subprocess.Popen([*COMMAND, *options], env=place.environment(**changes), **OPTIONS)
        self.said = ""
        self.read_until(until)

    def read_until(self, words):
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"`up` ended:\n{self.said}"
            self.said += line

    def __enter__(self):
        return self

    def __exit__(self, *told):
        """What fails in between leaves nothing to the next test."""
        if self.process.poll() is None:
            self.stop(signal.SIGINT)

    def stop(self, request):
        """Sends a signal and waits; returns the exit status and what was printed since."""
        self.process.send_signal(request)
        rest, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, rest


def content(path):
    """The bytes of a file of a process, which may have ended while we look."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def until(condition):
    """Waits until `condition()` is true, and says whether it became so."""
    deadline = time.monotonic() + SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


@pytest.fixture(scope="module")
def place(django_db_setup):
    var = Path(tempfile.mkdtemp(prefix="clinic-up-", dir="/tmp"))
    var.chmod(0o755)
    place = Place(var)
    copy_tables(PrivatePostgres(var / "postgres"))
    yield place
    for pid in place.processes():
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(var)


def copy_tables(postgres):
    """Gives the new private Postgres the tables and first pages of the test database."""
    with (
        postgres.in_use(),
        subprocess.Popen([postgres.programs / "pg_dump", url_of(own_database())], stdout=subprocess.PIPE) as dump,
    ):
        restore = [postgres.programs / "psql", "-q", "-o", os.devnull, postgres.url]
        subprocess.run(restore, stdin=dump.stdout, check=True)


@pytest.fixture(scope="module")
def running(place):
    up = place.start()
    yield up
    if up.process.poll() is None:
        up.stop(signal.SIGINT)


# While it runs ----------------------------------------------------------------------------------------------------


def test_it_prints_both_addresses_and_how_the_first_admin_is_made(place, running):
    assert f"http://localhost:{place.port}/" in running.said
    assert f"http://localhost:{place.staff_port}/admin/" in running.said
    assert "manage.py create_first_admin --email" in running.said


def test_without_the_demo_it_makes_no_account(place, running):
    with psycopg.connect(PrivatePostgres(place.var / "postgres").url) as database:
        assert database.execute("SELECT count(*) FROM people_user").fetchone() == (0,)


def test_the_site_is_open_and_has_no_admin(place, running):
    assert place.answer("/") == 200
    assert place.answer("/admin/") == 404
    assert place.answer("/admin/login/") == 404


def test_the_admin_is_open(place, running):
    assert place.answer("/admin/login/", place.staff_port) == 200


def test_a_second_one_says_that_the_first_is_running(place, running):
    sentence = place.refused(PORT=free_port(), STAFF_PORT=free_port())
    assert "The clinic is already running from this folder" in sentence
    assert f"http://localhost:{place.port} (process {running.process.pid})" in sentence
    assert place.answer("/healthz") == 200


def test_a_busy_port_is_named_with_the_way_out(place, running, tmp_path):
    elsewhere = Place(tmp_path)
    nowhere = "postgres://clinic@127.0.0.1:1/clinic"
    sentence = elsewhere.refused(PORT=place.port, DATABASE_URL=nowhere)
    assert f"Port {place.port} is in use by another program" in sentence
    assert f"PORT={place.port + 10} python manage.py up" in sentence
    sentence = elsewhere.refused(STAFF_PORT=place.port, DATABASE_URL=nowhere)
    assert f"STAFF_PORT={place.port + 10} python manage.py up" in sentence
    assert elsewhere.processes() == []


def test_a_port_is_another_clinics_while_that_is_still_being_set_up(tmp_path, settings):
    elsewhere = Place(tmp_path)
    settings.PORT, settings.STAFF_PORT = elsewhere.port, free_port()
    with held_ports():
        sentence = elsewhere.refused(DATABASE_URL="postgres://clinic@127.0.0.1:1/clinic")
    assert f"Port {elsewhere.port} is in use by another program" in sentence


def test_a_database_that_was_killed_comes_back(place, running):
    cluster = PrivatePostgres(place.var / "postgres").cluster
    killed = cluster.postmaster()
    os.kill(killed, signal.SIGKILL)
    # Another one runs by then; how long nothing answered depends on the machine.
    assert until(lambda: cluster.postmaster() not in (None, killed) and place.answer("/readyz") == 200)


def test_ctrl_c_stops_everything_it_started(place, running):
    assert len(place.processes()) > 5
    # As browsers open them ahead: nothing is asked on it.
    with socket.create_connection(("localhost", place.port)):
        status, said = running.stop(signal.SIGINT)
    assert status == 0 and "refused to" not in said
    assert place.processes() == []


# When something goes wrong ----------------------------------------------------------------------------------------


def test_after_kill_9_the_next_one_recovers_and_stops_everything(place):
    first = place.start()
    first.process.kill()
    first.process.wait()
    # The processes it had started end with it; the next one waits for the last of them.
    second = place.start()
    assert place.answer("/") == 200
    second.stop(signal.SIGTERM)
    assert place.processes() == []


def running_as(place, *marks):
    """Processes of this place whose command line and environment hold these texts."""

    def known(pid):
        return content(Path(f"/proc/{pid}/cmdline")) + b"\0" + content(Path(f"/proc/{pid}/environ"))

    return {pid for pid in place.processes() if all(mark.encode() in known(pid) for mark in marks)}


def parent_of(pid):
    """The number of the process that started it, as long as it runs; else nothing."""
    return content(Path(f"/proc/{pid}/stat")).rpartition(b") ")[2].split()[1:2]


MARKS = {
    "site": ("launching.server", "CLINIC_PROCESS=site"),
    "staff": ("launching.server", "CLINIC_PROCESS=staff"),
    "worker": (f"manage.py\0{WORKER}\0",),
}


def started(place, up, name):
    """What `up` itself has started as "site", "staff" or "worker": a server, not its workers."""
    return {pid for pid in running_as(place, *MARKS[name]) if parent_of(pid) == [str(up.process.pid).encode()]}


def kill_one(place, up, name):
    """Ends one with SIGKILL, and waits until another is there and the workers of the first have ended too."""
    [killed] = until(lambda: started(place, up, name))
    others = set().union(*(started(place, up, other) for other in MARKS if other != name))
    before = running_as(place, *MARKS[name])
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: not before & running_as(place, *MARKS[name]) and started(place, up, name))
    assert len(others) == 2 and others <= set(place.processes())


def both_answer(place):
    return place.answer("/healthz") == place.answer("/healthz", place.staff_port) == 200


def test_whatever_dies_is_started_again_and_the_others_do_not_notice(place):
    with place.start() as up:
        for name, still_open in (("staff", place.port), ("site", place.staff_port), ("worker", place.port)):
            kill_one(place, up, name)
            assert place.answer("/healthz", still_open) == 200
            assert until(lambda: both_answer(place))
        assert until(lambda: place.answer("/") == place.answer("/admin/login/", place.staff_port) == 200)
        status, said = up.stop(signal.SIGINT)
    assert status == 0 and place.processes() == []
    for name in (*SERVERS.values(), WORKER_NAME):
        assert f"{name} was stopped by SIGKILL; starting it again" in said


def test_one_that_ends_again_and_again_stays_away_ever_longer():
    ends = SimpleNamespace(ended=lambda: "ended with exit status 1")
    said, clock = [], 0.0
    kept = Kept("The admin", ends, lambda: ends, said.append)
    with patch("clinic.ops.launching.kept_running.time.monotonic", lambda: clock):
        kept.began = clock
        for _ in range(1000):
            clock += 0.5
            kept.look()
        assert said[:3] == [
            "The admin ended with exit status 1; starting it again",
            "The admin ended with exit status 1; starting it again in 2 s",
            "The admin ended with exit status 1; starting it again in 4 s",
        ]
        assert said[-1].endswith("in 60 s") and len(said) < 16
        kept.began, kept.due = clock - 600, None  # it has done well since
        kept.look()
    assert said[-1].endswith("starting it again")


def test_once_patients_read_a_server_that_does_not_open_ends_nothing():
    def late(*told):
        raise CommandError("The admin did not answer.")

    said = []
    launch = Launch(said.append)
    child = SimpleNamespace(go=lambda: None, wait_until_open=late)
    launch.servers = {process: Kept(name, child, lambda: child, said.append) for process, name in SERVERS.items()}
    with patch.object(Launch, "keep"):
        with pytest.raises(CommandError):
            launch.serve()
        launch.serve()  # now they are open
    assert said[-1] == "The admin did not answer."


def test_without_a_database_it_opens_for_reading_and_for_all_once_that_is_back(place):
    postgres = PrivatePostgres(place.var / "postgres")
    home = Store(place.var / "pages", 0, 0).file(f"http localhost:{place.port} /")
    with postgres.in_use(), place.start(DATABASE_URL=postgres.url):
        assert until(lambda: place.answer("/") == 200 and home.exists())
    with place.start(until="Patients read the pages that are kept here", DATABASE_URL=postgres.url) as up:
        assert until(lambda: place.answer("/") == 200)
        assert place.answer("/admin/login/", place.staff_port) == 0
        with postgres.in_use():
            up.read_until("Ctrl-C stops everything")
            assert place.answer("/readyz") == place.answer("/admin/login/", place.staff_port) == 200
            up.stop(signal.SIGINT)
    assert place.processes() == []


def test_the_development_servers_show_errors_and_the_toolbar_to_this_machine(place):
    with place.start("--reload"):
        for port, path in ((place.port, "/"), (place.staff_port, "/admin/login/")):
            page = urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=60).read().decode()
            assert 'id="djDebug"' in page
    assert place.processes() == []


@pytest.mark.parametrize(("name", "value"), [("PORT", "abc"), ("STAFF_PORT", "0"), ("CLINIC_SITE_WORKERS", "many")])
def test_a_setting_that_makes_no_sense_is_one_sentence(tmp_path, name, value):
    sentence = Place(tmp_path).refused(**{name: value, "DATABASE_URL": "postgres://clinic@127.0.0.1:1/clinic"})
    assert sentence.startswith(f"{name}={value} is not ")
    assert sentence.count("\n") == 1


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path):
    sentence = Place(tmp_path).refused(DATABASE_URL="postgres://clinic@127.0.0.1:1/clinic")
    assert "The database does not answer" in sentence
    assert "Traceback" not in sentence
