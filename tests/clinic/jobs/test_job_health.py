"""How background jobs go: what failed and why, what is late, and that people are told when the worker has stopped."""

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

from clinic.jobs import health, periodic, watching
from clinic.jobs.health import BackgroundWork
from clinic.jobs.last_good_backup import noted_backup
from clinic.jobs.models import LastRun, PublishingFailure, StoredMail
from clinic.jobs.periodic import JobTrouble, noted
from tests import builders as build
from tests.cast import member
from tests.mail_server import BlackHole, MailServerOfTest

pytestmark = pytest.mark.django_db

PATIENT = "my left foot burns"
WELL = {"database": True, "takes_changes": True, "tables": True, "disk": True}
WELL |= {"worker": True, "mail": True, "failing": [], "search": True}


@pytest.fixture(autouse=True)
def two_jobs(monkeypatch):
    """The clinic's jobs are two: "often" every minute, "seldom" every hour."""
    for job in list(periodic.PERIODS):
        monkeypatch.delitem(periodic.PERIODS, job)
    monkeypatch.setitem(periodic.PERIODS, "often", timedelta(minutes=1))
    monkeypatch.setitem(periodic.PERIODS, "seldom", timedelta(hours=1))
    for job, words in (("often", "Often"), ("seldom", "Seldom")):
        monkeypatch.setitem(periodic.IN_WORDS, job, words)


def run(job, error=None):
    """One run, which the worker sees fail where it fails."""
    try:
        with noted(job):
            if error:
                raise error
    except type(error or JobTrouble):
        return


def run_all():
    for job in periodic.PERIODS:
        run(job)


def later(minutes):
    """Makes every run older, as if nothing had run since."""
    span = timedelta(minutes=minutes)
    for found in LastRun.objects.all():
        ended = found.ended_at and found.ended_at - span
        LastRun.objects.filter(pk=found.pk).update(first_seen_at=found.first_seen_at - span, ended_at=ended)


# What is noted -----------------------------------------------------------------------------------------------------


def test_a_run_is_noted():
    run("often")
    noted_run = LastRun.objects.get()
    assert (noted_run.job, noted_run.failures_in_row, noted_run.failure) == ("often", 0, "")
    assert noted_run.ended_at
    assert noted_run.failed_at is None


def test_a_failure_is_noted_and_counted_until_it_does_well_again():
    run("often", JobTrouble("The mail server takes no mail."))
    run("often", JobTrouble("The mail server takes no mail."))
    failing = LastRun.objects.get()
    assert (failing.failure, failing.failures_in_row) == ("The mail server takes no mail.", 2)
    run("often")
    well = LastRun.objects.get()
    assert (well.failure, well.failures_in_row) == ("The mail server takes no mail.", 0)
    assert well.failed_at


def test_a_failure_goes_on_to_the_worker():
    with pytest.raises(JobTrouble), noted("often"):
        raise JobTrouble


@pytest.mark.parametrize("error", [DataError(f"invalid: {PATIENT}"), ValueError(PATIENT), KeyError(PATIENT)])
def test_an_error_is_noted_without_what_it_choked_on(error):
    run("often", error)
    failure = LastRun.objects.get().failure
    assert failure.startswith(type(error).__name__)
    assert PATIENT not in failure


def test_a_run_that_cannot_be_noted_keeps_no_job_from_its_work(monkeypatch):
    def away(**kwargs):
        raise OperationalError

    ran = []
    monkeypatch.setattr(LastRun.objects, "get_or_create", away)
    with noted("often"):
        ran.append("often")
    assert ran == ["often"]


def test_nothing_is_logged_when_all_is_well(caplog):
    caplog.set_level(logging.INFO)
    run_all()
    assert caplog.text == ""


# The health check --------------------------------------------------------------------------------------------------


def readiness(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_before_anything_has_run_the_worker_counts_as_stopped(patient):
    assert readiness(patient) == (200, WELL | {"worker": False})


def test_it_is_well_once_every_job_has_run(patient):
    run_all()
    assert readiness(patient) == (200, WELL)


@pytest.mark.parametrize(("minutes", "well"), [(2.9, True), (3.1, False)])
def test_a_job_that_missed_three_of_its_periods_is_late(patient, minutes, well):
    run_all()
    later(minutes)
    assert readiness(patient)[1]["worker"] is well


def test_patients_are_not_sent_away_because_the_worker_has_stopped(patient):
    run_all()
    later(10_000)
    assert readiness(patient)[0] == 200
    assert patient.get("/").status_code == 200


def test_a_failing_job_is_named(patient):
    run("seldom", JobTrouble("No."))
    run("often", JobTrouble("No."))
    assert readiness(patient)[1]["failing"] == ["often", "seldom"]


def test_a_job_that_is_no_more_is_not_missed(patient, monkeypatch):
    run_all()
    monkeypatch.delitem(periodic.PERIODS, "often")
    later(100)
    assert readiness(patient)[1]["worker"] is True


def test_mail_is_sent_when_there_is_some_so_that_job_is_never_late(patient):
    run("send_mail")
    later(10_000)
    run_all()
    assert readiness(patient) == (200, WELL)


def test_where_backups_are_made_an_old_one_shows_and_does_not_stop_the_worker(patient):
    run_all()
    with noted_backup():
        pass
    assert readiness(patient) == (200, WELL | {"backup": True, "backup_hours": 0})
    with pytest.raises(CommandError), noted_backup():
        raise CommandError("The disk is full.")
    later(51 * 60)
    run_all()
    assert readiness(patient)[1] == WELL | {"backup": False, "backup_hours": 51, "failing": ["backup"]}
    watching.look()
    assert not alarms().exists()
    assert LastRun.objects.get(job="backup").failure == "The disk is full."


def test_admins_are_told_that_no_backup_was_ever_made_or_that_the_last_is_old(in_the_admin):
    run_all()
    assert "No backup was ever made here." in shown_to("admin")
    assert "backup" not in shown_to("publisher")
    with noted_backup():
        pass
    assert "backup was ever" not in shown_to("admin") and "no new backup" not in shown_to("admin")
    later(51 * 60)
    assert "The last good one is 51 hours old" in shown_to("admin")


def test_mail_that_waits_too_long_shows(patient, settings):
    settings.HAS_MAIL_SERVER = True
    mail = StoredMail.objects.create(recipient="a@x.example", sender="b@x.example", content=b"")
    assert readiness(patient)[1]["mail"] is True
    StoredMail.objects.filter(pk=mail.pk).update(trying_since=timezone.now() - timedelta(minutes=6))
    assert readiness(patient)[1]["mail"] is False


def test_it_is_asked_in_two_queries(settings, django_assert_num_queries):
    settings.HAS_MAIL_SERVER = True
    run_all()
    with django_assert_num_queries(2):
        health.health()


# The alarm ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def staff_looks(settings, monkeypatch):
    """`staff_looks()`: as when a minute has passed and somebody asks the admin for a page."""
    settings.HAS_MAIL_SERVER = False
    return watching.look


def alarms():
    return StoredMail.objects.filter(subject="The clinic's background jobs have stopped")


def test_the_admins_are_told_once_when_it_stops(staff_looks):
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


def test_they_are_told_again_when_it_stops_again(staff_looks):
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
    watch = watching.WatchTheWorker(lambda request: "answer")
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
def test_the_staff_process_sends_the_alarm_itself_and_nobody_waits(settings):
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
def test_an_alarm_that_cannot_be_sent_waits_like_any_mail(settings):
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
def test_two_workers_raise_one_alarm(settings):
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
    template = Template("{% load wagtailadmin_tags %}{% component background_work %}")
    return template.render(Context({"background_work": BackgroundWork(), "request": request}))


def test_the_board_shows_every_job_with_its_last_failure(in_the_admin):
    run("often", JobTrouble("The mail server takes no mail."))
    run("seldom")
    seen = shown_to("publisher")
    assert "Often" in seen and "Seldom" in seen
    assert "The mail server takes no mail." in seen
    assert "Background jobs are not running" not in seen


def test_the_board_says_that_they_have_stopped_and_which_are_late(in_the_admin):
    run_all()
    later(4)
    seen = shown_to("publisher")
    assert "Background jobs are not running" in seen
    assert seen.count("(late)") == 1


def test_the_board_shows_what_could_not_be_published_and_mail_nobody_got(in_the_admin):
    page = build.topic("Does heat help?")
    PublishingFailure.objects.create(
        page=page, what="go_live", due_at=timezone.now(), reason="Nobody has signed it.", tries=2
    )
    StoredMail.objects.create(recipient="a@x.example", sender="b@x.example", state="parked")
    seen = shown_to("publisher")
    assert "Does heat help?" in seen and "Nobody has signed it." in seen and "Tried 2 times" in seen
    assert "1 message could not be delivered for certain" in seen
    assert "/admin/reports/mail/" not in seen
