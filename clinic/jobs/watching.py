"""Who notices that the scheduler has stopped: the staff process, while somebody works in it.

A stopped scheduler cannot say so, and the mail job stops with it. So at most once a minute a request to the admin
looks at the pulses; the first that finds one stopped stores one message to the clinic's admins and hands it to the
mail server itself, in a thread nobody waits for. If that fails the message waits like any other.
"""

import logging
import threading
import time

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import close_old_connections, transaction
from django.db.models.functions import Now
from django.db.utils import Error
from django.template.loader import render_to_string

from clinic.jobs.mail.backend import rows_of
from clinic.jobs.mail.sending import send_these
from clinic.jobs.mail.server import ServerTrouble
from clinic.jobs.models import Pulse, StoredMail
from clinic.people.roles import members

logger = logging.getLogger(__name__)

LOOK_EVERY = 60


class WatchTheScheduler:
    """Middleware of the staff process."""

    def __init__(self, get_response):
        self.get_response = get_response
        self._looked = time.monotonic()
        self._turn = threading.Lock()

    def __call__(self, request):
        response = self.get_response(request)
        if self._is_time():
            look()
        return response

    def _is_time(self):
        with self._turn:
            is_time = time.monotonic() - self._looked >= LOOK_EVERY
            if is_time:
                self._looked = time.monotonic()
        return is_time


def look():
    """Raises the alarm when a job has stopped. Never fails the request that carries it."""
    try:
        expect_all()
        waiting = alarm()
    except Error as error:
        logger.warning("The pulse of the scheduler could not be read: %s", type(error).__name__)
        return
    if waiting and settings.HAS_MAIL_SERVER:
        threading.Thread(target=hand_over, args=[waiting], name="the-alarm", daemon=True).start()


def expect_all():
    """From now on every job of the settings is missed, also one that has never run."""
    known = set(Pulse.objects.values_list("job", flat=True))
    missing = [job for job in settings.SCHEDULED_JOBS if job["command"] not in known]
    rows = [Pulse(job=job["command"], every=job["every"]) for job in missing]
    Pulse.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def alarm():
    """Stores one message to each admin when a job has stopped and nobody said so yet; returns their ids."""
    stopped = list(Pulse.objects.stopped().select_for_update())
    told = any(job.alarmed_at for job in stopped)
    Pulse.objects.filter(pk__in=[job.pk for job in stopped], alarmed_at=None).update(alarmed_at=Now())
    if told or not stopped:
        return []  # one message for one outage, however many jobs fall silent one after the other
    logger.error("The scheduler has stopped: %s", ", ".join(job.job for job in stopped))
    context = {"stopped": stopped, "address": settings.WAGTAILADMIN_BASE_URL}
    text = render_to_string("emails/scheduler_stopped.txt", context)
    admins = members("admin").exclude(email="").values_list("email", flat=True)
    message = EmailMessage("The clinic's scheduler has stopped", text, bcc=list(admins))
    return [mail.pk for mail in StoredMail.objects.bulk_create(rows_of(message))]


def hand_over(pks):
    close_old_connections()
    try:
        send_these(pks)
    except (ServerTrouble, Error) as error:
        logger.error("The alarm could not be sent yet: %s", type(error).__name__)
    finally:
        close_old_connections()
