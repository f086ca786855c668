"""The scheduler: what is due gets done, by one process at a time, whatever happens to a job or to the database."""

import logging
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from clinic.jobs import periodic
from clinic.jobs.leader import LOCK, Leader
from clinic.jobs.loop import Scheduler
from clinic.jobs.periodic import Job
from tests.database import server, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    one = Leader()
    yield one
    one.resign()


@pytest.fixture
def ran(monkeypatch):
    """The commands that were run, in order; "broken" and "quits" fail after they were noted."""
    names = []

    def call(name, **options):
        names.append(name)
        if name == "broken":
            raise CommandError("It does not work.")
        if name == "quits":
            sys.exit(1)

    monkeypatch.setattr(periodic, "call_command", call)
    return names


def who_leads():
    query = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND (classid::bigint << 32) + objid::bigint = %s"
    with server() as admin:
        return admin.execute(query, [LOCK]).fetchall()


def test_the_settings_name_commands_that_exist():
    for job in settings.SCHEDULED_JOBS:
        assert Job(**job).every > 0


def test_a_job_runs_at_once_and_again_when_its_time_has_passed(leader, ran, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    scheduler = Scheduler([Job("often", 60), Job("seldom", 3600)], leader)
    scheduler.look()
    now += 30
    scheduler.look()
    now += 30
    scheduler.look()
    assert ran == ["often", "seldom", "often"]


@pytest.mark.parametrize("failing", ["broken", "quits"])
def test_a_job_that_fails_is_logged_and_the_others_run(leader, ran, caplog, failing):
    Scheduler([Job(failing, 60), Job("sound", 60)], leader).look()
    assert ran == [failing, "sound"]
    assert f"The job {failing} failed" in caplog.text


def test_of_two_schedulers_one_works_and_the_other_takes_over(leader, ran):
    second = Leader()
    working, waiting = Scheduler([Job("first", 60)], leader), Scheduler([Job("second", 60)], second)
    working.look()
    waiting.look()
    assert ran == ["first"]
    leader.resign()
    waiting.look()
    second.resign()
    assert ran == ["first", "second"]


def test_it_goes_on_after_its_connection_is_lost(leader, ran, caplog):
    caplog.set_level(logging.INFO)
    scheduler = Scheduler([Job("often", 0)], leader)
    scheduler.look()
    [[backend]] = who_leads()
    with server() as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    scheduler.look()
    assert "The database does not answer" in caplog.text
    scheduler.look()
    assert ran == ["often", "often"]


def test_it_ends_cleanly_when_asked():
    url = url_of(connection.settings_dict["NAME"])
    process = subprocess.Popen(
        [sys.executable, "manage.py", "scheduler"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "clinic.settings.test"},
    )
    try:
        deadline = time.monotonic() + 30
        while not who_leads() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert who_leads()
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
    finally:
        process.kill()
    assert not who_leads()
