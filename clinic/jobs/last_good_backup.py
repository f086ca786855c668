"""When the last good backup was made: for the publishing board, `/readyz` and the doctor."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.management.base import CommandError
from django.db.models.functions import Now

from clinic.jobs.models import LastRun
from clinic.jobs.periodic import note, note_failure

NAME = "backup"
# One a night is the rule; a night may be missed.
LATE = timedelta(hours=50)


@contextmanager
def noted_backup() -> Iterator[None]:
    """Around the making of one: notes how it ended. When the last good one was made is not changed by a bad one."""
    try:
        yield
    except CommandError as error:
        note_failure(NAME, str(error))
        raise
    note(NAME, ended_at=Now(), failures_in_row=0)


def is_late(run: LastRun, now: datetime) -> bool:
    return now - (run.ended_at or run.first_seen_at) > LATE
