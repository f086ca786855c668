"""What the doctor looks at of background work: the worker, mail, backups."""

import smtplib
from collections.abc import Iterator

from django.conf import settings

from clinic.jobs.health import health, last_runs
from clinic.jobs.last_good_backup import LATE
from clinic.jobs.mail.server import connected, said, say_goodbye
from clinic.ops.diagnosis import examines


@examines("background jobs")
def worker() -> Iterator[str]:
    found = health()
    if not found.worker:
        yield "Background jobs do not run: start the worker (python manage.py worker) and see that it is started again."
    if not found.mail:
        yield "Mail has waited for more than five minutes: see Reports, Mail in the admin."
    for run in last_runs():
        if run.failures_in_row:
            yield f"The job “{run}” fails ({run.failures_in_row} in a row): {run.failure}"


@examines("mail server", needs_database=False)
def mail_server() -> Iterator[str]:
    if not settings.HAS_MAIL_SERVER:
        return
    try:
        say_goodbye(connected())
    except (OSError, smtplib.SMTPException) as error:
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        yield f"The mail server {where} does not take us ({said(error)}): start it, or correct EMAIL_URL."


@examines("backups")
def backups() -> Iterator[str]:
    age = health().backup_hours
    if age is None and settings.PRIVATE_POSTGRES is None:
        yield "No backup was ever made: have python manage.py backup --keep 14 run every night."
    elif age is not None and age > LATE.total_seconds() / 3600:
        yield f"The last good backup is {age} hours old: python manage.py backup says why."
