"""Who notices that the worker has stopped: the staff process, while somebody works in it.

A stopped worker cannot say so, and no mail goes out without it. So at most once a minute a request to the admin looks
at the last runs; the first that finds one late stores one message to the clinic's admins and hands it to the mail
server itself, in a thread nobody waits for. If that fails the message waits like any other.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import close_old_connections, transaction
from django.db.models.functions import Now
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin

from clinic.jobs.health import last_runs
from clinic.jobs.mail.backend import store
from clinic.jobs.mail.delivery import deliver
from clinic.jobs.mail.server import ServerTrouble, Unsure
from clinic.jobs.models import LastRun, StoredMail
from clinic.jobs.periodic import PERIODS
from clinic.people.staff_mail import addresses_of_admins

logger = logging.getLogger(__name__)

LOOK_EVERY = 60


class WatchTheWorker(MiddlewareMixin):
    """Middleware of the staff process."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self._looked = time.monotonic()
        self._turn = threading.Lock()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if self._is_time():
            look()
        return response

    def _is_time(self) -> bool:
        with self._turn:
            is_time = time.monotonic() - self._looked >= LOOK_EVERY
            if is_time:
                self._looked = time.monotonic()
        return is_time


def look() -> None:
    """Raises the alarm when a job is late. Never fails the request that carries it."""
    try:
        expect_all()
        alarms = alarm()
    except Error as error:
        logger.warning("How the jobs go could not be read: %s", type(error).__name__)
        return
    if alarms and settings.HAS_MAIL_SERVER:
        threading.Thread(target=send_at_once, args=[alarms], name="the-alarm", daemon=True).start()


def expect_all() -> None:
    """From now on every job is missed, also one that has never run."""
    LastRun.objects.bulk_create([LastRun(job=job) for job in PERIODS], ignore_conflicts=True)


@transaction.atomic
def alarm() -> list[StoredMail]:
    """Stores one message to each admin when a job is late and nobody said so yet: one for one outage."""
    late = [run for run in last_runs() if run.is_late and run.job in PERIODS]
    rows = LastRun.objects.filter(pk__in=[run.pk for run in late])
    told = any(run.alarmed_at for run in rows.select_for_update())
    rows.filter(alarmed_at=None).update(alarmed_at=Now())
    if told or not late:
        return []
    logger.error("The worker has stopped: %s", ", ".join(run.job for run in late))
    text = render_to_string("emails/worker_stopped.txt", {"late": late, "address": settings.WAGTAILADMIN_BASE_URL})
    return store(EmailMessage("The clinic's background jobs have stopped", text, bcc=addresses_of_admins()))


def send_at_once(alarms: list[StoredMail]) -> None:
    close_old_connections()
    try:
        for mail in alarms:
            deliver(mail)
    except (ServerTrouble, Unsure, Error) as error:
        logger.error("The alarm could not be sent yet: %s", type(error).__name__)
    finally:
        close_old_connections()
