"""Commands at a terminal: only one that needs the private Postgres starts it, and none leaves it running."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from clinic.ops.postgres import PrivatePostgres

pytestmark = pytest.mark.postgres


@pytest.fixture
def var():
    """A folder that other accounts may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="clinic-test-", dir="/tmp") as made:
        os.chmod(made, 0o755)
        yield Path(made)


@pytest.fixture
def stopped(var):
    """The private Postgres of a clinic that nobody runs, with an empty database."""
    postgres = PrivatePostgres(var / "postgres")
    with postgres.in_use():
        pass
    yield postgres
    postgres.stop()


def manage(postgres, *command, **environment):
    """`manage.py` as a person calls it in that clinic: a process whose three streams are pipes."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    place = {"CLINIC_VAR": str(postgres.root.parent), "DJANGO_SETTINGS_MODULE": "clinic.settings.dev"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=kept | place | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said_by(process, typed=""):
    said, _ = process.communicate(typed, timeout=120)
    assert process.returncode == 0, said
    return said


@pytest.mark.parametrize("command", [["help"], ["migrate", "--help"], ["shell", "-h"], ["version"], ["db", "status"]])
def test_asking_what_there_is_starts_no_database(var, command):
    said_by(manage(PrivatePostgres(var / "postgres"), *command))
    assert not (var / "postgres").exists()


@pytest.mark.parametrize("module", ["clinic.settings.dev", "clinic.settings.test"])
def test_reading_the_settings_starts_no_database(var, module):
    code = "import sys, django; django.setup(); from django.conf import settings; print(settings.DATABASES)"
    environment = {"CLINIC_VAR": str(var), "DJANGO_SETTINGS_MODULE": module}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=kept | environment, check=True)
    assert not [*var.glob("postgres*")]


ASKED = "from django.db import connection as c; k = c.cursor(); k.execute('SELECT 6 * 7'); print(k.fetchone())"


def test_a_command_on_a_stopped_clinic_has_a_database_and_leaves_none_behind(stopped):
    assert "(42,)" in said_by(manage(stopped, "shell", "--no-imports", "-c", ASKED))
    assert not stopped.is_up()


def test_dbshell_finds_the_socket_and_psql(stopped):
    assert "42" in said_by(manage(stopped, "dbshell"), "SELECT 6 * 7;")
    assert not stopped.is_up()


@pytest.mark.parametrize("request_to_end", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_ended_leaves_no_database_behind(stopped, request_to_end):
    shell = manage(stopped, "shell", "--no-imports", "-c", f"{ASKED}; import sys; sys.stdout.flush(); sys.stdin.read()")
    while "42" not in (line := shell.stdout.readline()):
        assert line, "the shell ended"
    assert stopped.is_up()
    shell.send_signal(request_to_end)
    shell.communicate(timeout=120)
    assert not stopped.is_up()


def test_db_start_keeps_it_running_until_db_stop(stopped):
    assert "is running: DATABASE_URL=postgres://" in said_by(manage(stopped, "db", "start"))
    assert "(42,)" in said_by(manage(stopped, "shell", "--no-imports", "-c", ASKED))
    assert "is running" in said_by(manage(stopped, "db", "status"))
    assert "is not running" in said_by(manage(stopped, "db", "stop"))
    assert not stopped.is_up()


def test_db_stop_does_not_take_it_from_a_command_that_uses_it(stopped):
    with stopped.in_use():
        refused = manage(stopped, "db", "stop")
        said, _ = refused.communicate(timeout=120)
        assert refused.returncode == 1
        assert "is in use: end `manage.py up` or the command that uses it first" in said
        assert stopped.is_up()
