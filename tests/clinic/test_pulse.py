"""The scheduler's pulse: what ran, what failed and why, and that people are told when it stops."""

import logging
import threading
import time
from datetime import timedelta

import pytest
from django.core.management.base import CommandError
from django.db import DataError, OperationalError, connection
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from clinic.jobs import job_runs, periodic, watching
from clinic.jobs.job_health import pulse
from clinic.jobs.models import HeldUp, Pulse, StoredMail
from clinic.jobs.periodic import Job
from tests import builders as build
from tests.cast import member
from tests.mail_server import BlackHole, MailServerOfTest

pytestmark = pytest.mark.django_db

PATIENT = "my left foot burns"
JOBS = [{"command": "often", "every": 60}, {"command": "seldom", "every": 3600}]


@pytest.fixture(autouse=True)
def two_jobs(settings, monkeypatch):
    settings.SCHEDULED_JOBS = JOBS
    # The connection of a test is not to be closed between two jobs.
    monkeypatch.setattr(periodic, "close_old_connections", lambda: None)


@pytest.fixture
def command(monkeypatch):
    """`command(error)` makes every command fail with this error; None makes it do well."""
    errors = []

    def call(name, **options):
        if errors and errors[-1]:
            raise errors[-1]

    monkeypatch.setattr(periodic, "call_command", call)
    return errors.append


def run_all():
    for job in JOBS:
        Job(**job).run()


def later(minutes):
    """Makes every pulse older, as if nothing had run since."""
    span = timedelta(minutes=minutes)
    for found in Pulse.objects.all():
        names = ("first_seen_at", "began_at", "ended_at")
        moved = {name: value - span for name in names if (value := getattr(found, name))}
        Pulse.objects.filter(pk=found.pk).update(**moved)


# What is noted -----------------------------------------------------------------------------------------------------


def test_a_run_is_noted(command):
    command(None)
    Job("often", 60).run()
    noted = Pulse.objects.get()
    assert (noted.job, noted.every, noted.failures_in_row, noted.failure) == ("often", 60, 0, "")
    assert noted.began_at and noted.ended_at and noted.succeeded_at
    assert noted.failed_at is None


def test_a_failure_is_noted_and_counted_until_it_does_well_again(command):
    command(CommandError("The mail server takes no mail.\nMore of it."))
    Job("often", 60).run()
    Job("often", 60).run()
    noted = Pulse.objects.get()
    assert (noted.failure, noted.failures_in_row) == ("The mail server takes no mail.", 2)
    assert noted.succeeded_at is None
    command(None)
    Job("often", 60).run()
    noted = Pulse.objects.get()
    assert noted.failures_in_row == 0
    assert noted.succeeded_at and noted.failed_at


@pytest.mark.parametrize("error", [DataError(f"invalid: {PATIENT}"), ValueError(PATIENT), KeyError(PATIENT)])
def test_an_error_is_noted_without_what_it_choked_on(command, error):
    command(error)
    Job("often", 60).run()
    noted = Pulse.objects.get()
    assert noted.failure.startswith(type(error).__name__)
    assert PATIENT not in noted.failure


def test_an_error_is_noted_with_its_place_in_our_code(command):
    try:
        build.reference(title=None)
    except Exception as error:
        assert job_runs.in_words(error).startswith("ValidationError in tests/builders.py, line ")


def test_a_command_that_quits_is_noted(command):
    command(SystemExit(3))
    Job("often", 60).run()
    assert Pulse.objects.get().failure == "It ended with exit status 3."


def test_expected_trouble_is_one_line_in_the_log_and_a_bug_has_its_traceback(command, caplog):
    command(CommandError("The mail server takes no mail."))
    Job("often", 60).run()
    assert "The job often failed: The mail server takes no mail." in caplog.text
    assert "Traceback" not in caplog.text
    command(TypeError())
    Job("often", 60).run()
    assert "Traceback" in caplog.text


def test_a_pulse_that_cannot_be_written_keeps_no_job_from_its_work(command, monkeypatch):
    def away(**kwargs):
        raise OperationalError

    ran = []
    monkeypatch.setattr(Pulse.objects, "get_or_create", away)
    monkeypatch.setattr(periodic, "call_command", lambda name, **options: ran.append(name))
    Job("often", 60).run()
    assert ran == ["often"]


# The health check --------------------------------------------------------------------------------------------------


def readiness(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_before_anything_has_run_the_scheduler_counts_as_stopped(patient):
    assert readiness(patient) == (200, {"database": True, "scheduler": False, "mail": True, "failing": []})


def test_it_is_well_once_every_job_has_run(patient, command):
    run_all()
    assert readiness(patient) == (200, {"database": True, "scheduler": True, "mail": True, "failing": []})


@pytest.mark.parametrize(("minutes", "well"), [(2.9, True), (3.1, False)])
def test_a_job_that_missed_three_of_its_periods_has_stopped(patient, command, minutes, well):
    run_all()
    later(minutes)
    assert readiness(patient)[1]["scheduler"] is well


def test_patients_are_not_sent_away_because_the_scheduler_has_stopped(patient, command):
    run_all()
    later(10_000)
    assert readiness(patient)[0] == 200
    assert patient.get("/").status_code == 200


def test_a_failing_job_is_named(patient, command):
    command(CommandError("No."))
    run_all()
    assert readiness(patient)[1]["failing"] == ["often", "seldom"]


def test_a_job_that_is_no_more_is_not_missed(patient, command, settings):
    run_all()
    settings.SCHEDULED_JOBS = JOBS[1:]
    later(100)
    assert readiness(patient)[1]["scheduler"] is True


def test_mail_that_waits_too_long_shows(patient, settings):
    settings.HAS_MAIL_SERVER = True
    mail = StoredMail.objects.create(recipient="a@x.example", sender="b@x.example", content=b"")
    assert readiness(patient)[1]["mail"] is True
    StoredMail.objects.filter(pk=mail.pk).update(trying_since=timezone.now() - timedelta(minutes=6))
    assert readiness(patient)[1]["mail"] is False


# The alarm ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def staff_looks(settings, monkeypatch):
    """`staff_looks()`: as when a minute has passed and somebody asks the admin for a page."""
    settings.HAS_MAIL_SERVER = False
    return watching.look


def alarms():
    return StoredMail.objects.filter(subject="The clinic's scheduler has stopped")


def test_the_admins_are_told_once_when_it_stops(staff_looks, command):
    member("admin")
    run_all()
    staff_looks()
    assert not alarms().exists()
    later(4)
    staff_looks()
    staff_looks()
    [alarm] = alarms()
    assert alarm.recipient == "admin@clinic.example"
    assert "Often: last run" in bytes(alarm.content).decode()
    later(300)
    staff_looks()
    assert alarms().count() == 1


def test_they_are_told_again_when_it_stops_again(staff_looks, command):
    member("admin")
    for _ in range(2):
        run_all()
        later(4)
        staff_looks()
    assert alarms().count() == 2


def test_one_that_never_ran_is_missed_after_three_periods_and_not_before(staff_looks):
    member("admin")
    staff_looks()
    assert not alarms().exists()
    later(4)
    staff_looks()
    assert "Often: last run never" in bytes(alarms().get().content).decode()


def test_a_request_to_the_admin_looks_at_most_once_a_minute(monkeypatch):
    looks = []
    now = 1000.0
    monkeypatch.setattr(watching, "look", lambda: looks.append(now))
    monkeypatch.setattr(time, "monotonic", lambda: now)
    watch = watching.WatchTheScheduler(lambda request: "answer")
    for second in range(0, 200, 10):
        now = 1000.0 + second
        assert watch(RequestFactory().get("/admin/")) == "answer"
    assert looks == [1060.0, 1120.0, 1180.0]


def test_a_database_that_is_away_does_not_fail_the_request(monkeypatch, caplog):
    def away():
        raise OperationalError

    monkeypatch.setattr(watching, "alarm", away)
    watching.look()
    assert "could not be read" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_staff_process_sends_the_alarm_itself_and_nobody_waits(settings, command):
    server = MailServerOfTest()
    server.start()
    settings.HAS_MAIL_SERVER, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", server.port
    member("admin")
    run_all()
    later(4)
    watching.look()
    for thread in threading.enumerate():
        if thread.daemon and thread.name.startswith("the-alarm"):
            thread.join(10)
    server.stop()
    assert server.box.recipients == ["admin@clinic.example"]
    assert alarms().get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_an_alarm_that_cannot_be_sent_waits_like_any_mail(settings, command):
    member("admin")
    run_all()
    later(4)
    with BlackHole() as hole:
        settings.HAS_MAIL_SERVER, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", hole.port
        settings.EMAIL_TIMEOUT = 0.3
        began = time.monotonic()
        watching.look()
        assert time.monotonic() - began < 0.3
        for thread in threading.enumerate():
            if thread.name.startswith("the-alarm"):
                thread.join(10)
    assert alarms().get().state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_two_workers_raise_one_alarm(settings, command):
    settings.HAS_MAIL_SERVER = False
    member("admin")
    run_all()
    later(4)
    start = threading.Barrier(3)

    def worker():
        try:
            start.wait()
            watching.look()
        finally:
            connection.close()

    workers = [threading.Thread(target=worker) for _ in range(3)]
    [one.start() for one in workers]
    [one.join() for one in workers]
    assert alarms().count() == 1


# The board ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def in_the_admin(settings):
    settings.ROOT_URLCONF = "clinic.urls.staff"


def shown_to(role):
    request = RequestFactory().get("/admin/")
    request.user = member(role)
    template = Template("{% load wagtailadmin_tags %}{% component pulse %}")
    return template.render(Context({"pulse": pulse(), "request": request}))


def test_the_board_shows_every_job_with_its_last_failure(command, in_the_admin):
    command(CommandError("The mail server takes no mail."))
    run_all()
    seen = shown_to("publisher")
    assert "Often" in seen and "Seldom" in seen
    assert "The mail server takes no mail." in seen
    assert "The scheduler is not running" not in seen


def test_the_board_says_that_it_has_stopped(command, in_the_admin):
    run_all()
    later(4)
    assert "The scheduler is not running" in shown_to("publisher")


def test_the_board_shows_what_is_held_up_and_mail_nobody_got(command, in_the_admin):
    page = build.topic("Does heat help?")
    HeldUp.objects.create(page=page, what="go_live", due_at=timezone.now(), reason="Nobody has signed it.", tries=2)
    StoredMail.objects.create(recipient="a@x.example", sender="b@x.example", state="parked")
    seen = shown_to("publisher")
    assert "Does heat help?" in seen and "Nobody has signed it." in seen and "Tried 2 times" in seen
    assert "1 message could not be delivered for certain" in seen
    assert "/admin/reports/mail/" not in seen


def test_logging_of_jobs_is_quiet_when_all_is_well(command, caplog):
    caplog.set_level(logging.INFO)
    run_all()
    assert caplog.text == ""
