"""When the last good backup was made: for the publishing board, `/readyz` and the doctor."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.core.management.base import CommandError
from django.db.models import F
from django.db.models.functions import Now
from django.db.utils import Error

from clinic.jobs.models import LastRun

NAME = "backup"
# One a night is the rule; a night may be missed.
LATE = timedelta(hours=50)


@contextmanager
def noted_backup() -> Iterator[None]:
    """Around the making of one: notes how it ended. When the last good one was made is not changed by a bad one."""
    try:
        yield
    except CommandError as error:
        note(failed_at=Now(), failure=str(error)[:250], failures_in_row=F("failures_in_row") + 1)
        raise
    note(ended_at=Now(), failures_in_row=0)


def note(**fields: object) -> None:
    with suppress(Error):
        LastRun.objects.get_or_create(job=NAME)
        LastRun.objects.filter(job=NAME).update(**fields)


def is_late(run: LastRun, now: datetime) -> bool:
    return now - (run.ended_at or run.first_seen_at) > LATE
