"""The worker: what is to be done is done, once, whatever happens to a job, to a worker or to its connections."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued

from clinic.jobs import tasks
from clinic.jobs.models import LastRun
from clinic.jobs.periodic import PERIODS, period_of
from tests.database import server, url_of
from tests.jobs import do_waiting_jobs, here

HOURLY = ["apply_overdue_policy", "forget_uploads", "rebuild_search", "send_reminders"]


def until(found, seconds=60):
    """What `found()` gives as soon as it gives anything."""
    deadline = time.monotonic() + seconds
    while not (result := found()):
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)
    return result


@pytest.fixture
def worker():
    """`worker()` starts `manage.py worker`, a process of its own on this test's database."""
    started = []

    def start():
        url = url_of(connection.settings_dict["NAME"])
        environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "clinic.settings.test"}
        started.append(
            subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.BASE_DIR, env=environment)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def waiting(name, **fields):
    """A job of that name that is to be done; `fields` as if a worker had begun it."""
    pk = app.configure_task(name).defer()
    ProcrastinateJob.objects.filter(pk=pk).update(**fields)
    return pk


def state_of(pk):
    return ProcrastinateJob.objects.get(pk=pk).status


def test_every_room_has_its_jobs_done():
    assert {
        **dict.fromkeys(["publish_due", "report_undelivered_mail", "retry_stalled_jobs"], timedelta(minutes=1)),
        **dict.fromkeys(["learn_help_cards", "learn_claims", "keep_findings"], timedelta(minutes=1)),
        "judge_every_page_again": timedelta(days=1),
        **dict.fromkeys(["check_links", "tell_of_many_suggestions"], timedelta(minutes=5)),
        **dict.fromkeys(HOURLY, timedelta(hours=1)),
        "empty_bin": timedelta(hours=6),
        **dict.fromkeys(
            ["scan_unknown_blocks", "forget_searches", "forget_kept_files", "remove_old_jobs", "forget_old_websites"],
            timedelta(days=1),
        ),
    } == PERIODS


@pytest.mark.parametrize(("cron", "minutes"), [("* * * * *", 1), ("15 */6 * * *", 360), ("23 3 * * *", 1440)])
def test_a_period_is_read_off_the_times(cron, minutes):
    assert period_of(cron) == timedelta(minutes=minutes)


@pytest.mark.django_db
def test_a_job_that_fails_is_noted_and_logged_and_the_others_run(monkeypatch, caplog):
    monkeypatch.setattr(tasks, "run_due", lambda: 1 / 0)
    failing, sound = waiting("publish_due"), waiting("report_undelivered_mail")
    do_waiting_jobs()
    assert (state_of(failing), state_of(sound)) == ("failed", "succeeded")
    assert "ZeroDivisionError" in caplog.text
    assert LastRun.objects.get(failures_in_row=1).job == "publish_due"


@pytest.mark.django_db
def test_of_one_periodic_job_one_run_waits_at_most():
    waiting("publish_due")
    with pytest.raises(AlreadyEnqueued):
        waiting("publish_due")


@pytest.mark.django_db
def test_publishing_does_not_wait_behind_mail(settings):
    settings.EMAIL_BACKEND, settings.HAS_MAIL_SERVER = "clinic.jobs.mail.backend.KeepFirst", True
    send_mail("Hello", "Text", None, ["a@x.example"])
    waiting("publish_due")
    do_waiting_jobs()
    begun = ProcrastinateEvent.objects.filter(type="started").order_by("pk")
    assert list(begun.values_list("job__task_name", flat=True)) == ["publish_due", "send_mail"]


@pytest.mark.django_db
def test_old_jobs_are_removed_and_those_that_wait_are_not():
    old, failed, young, todo = (waiting("check_links", queueing_lock=None, lock=None) for _ in range(4))
    ProcrastinateJob.objects.filter(pk__in=[old, young]).update(status="succeeded")
    ProcrastinateJob.objects.filter(pk=failed).update(status="failed")
    ProcrastinateEvent.objects.exclude(job=young).update(at=timezone.now() - timedelta(hours=25))
    with here():
        tasks.remove_old_jobs()
    assert set(ProcrastinateJob.objects.values_list("pk", flat=True)) == {young, todo}


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_gone_is_done_again_unless_the_next_run_waits_already():
    alone = waiting("check_links", status="doing")
    overtaken = waiting("publish_due", status="doing")
    waiting("publish_due")
    with here():
        tasks.retry_stalled_jobs()
    assert (state_of(alone), state_of(overtaken)) == ("todo", "failed")


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_each_periodic_job_once_from_the_start_and_go_on_without_their_connections(worker):
    first, second = worker(), worker()
    until(lambda: set(LastRun.objects.exclude(ended_at=None).values_list("job", flat=True)) >= set(PERIODS))
    until(lambda: ProcrastinateWorker.objects.count() == 2)
    for name in (*HOURLY, "empty_bin", "remove_old_jobs"):
        assert ProcrastinateJob.objects.filter(task_name=name).count() == 1, name
    with server() as admin:
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
        admin.execute(query, [connection.settings_dict["NAME"], connection.connection.info.backend_pid])
    again = waiting("empty_bin")
    until(lambda: state_of(again) == "succeeded")
    for process in (first, second):
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert not ProcrastinateWorker.objects.exists()


def test_its_connections_do_not_outlive_a_transaction_pooler():
    """Prepared statements and LISTEN belong to a session, which a pooler takes away between two transactions."""
    assert connector_params()["prepare_threshold"] is None
    assert settings.PROCRASTINATE_WORKER_DEFAULTS["listen_notify"] is False
