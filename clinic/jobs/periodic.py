"""How a room gives the worker something to do again and again; each run is noted for the board and for `/readyz`.

Each room registers its own in its `tasks.py`, which the worker finds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from croniter import croniter
from django.db.models import F
from django.db.models.functions import Now
from django.db.utils import Error
from procrastinate.contrib.django import app

from clinic.jobs.models import LastRun
from clinic.jobs.models.last_run import IN_WORDS

# The name of each periodic job and how often it runs.
PERIODS: dict[str, timedelta] = {}
# Above what waits in numbers, such as mail.
PRIORITY = 1


class JobTrouble(Exception):
    """A failure whose words may be shown to staff. Other errors may quote what they choked on."""


def periodic(cron: str, words: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Decorates a function that is to run at these times (UTC), on one worker at a time; a missed time is made up.

    `words` say to staff what it does.
    """

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        name = function.__name__
        PERIODS[name] = period_of(cron)
        IN_WORDS[name] = words

        @app.periodic(cron=cron)
        @app.task(name=name, lock=name, queueing_lock=name, priority=PRIORITY)
        def run(timestamp: int = 0) -> None:
            with noted(name):
                function()

        return function

    return register


def period_of(cron: str) -> timedelta:
    times = croniter(cron)
    first = times.get_next(float)
    return timedelta(seconds=times.get_next(float) - first)


@contextmanager
def noted(job: str) -> Iterator[None]:
    """Around one run of `job`: notes how it ended. Its failure goes on to the worker."""
    ended = {"ended_at": Now(), "alarmed_at": None}
    try:
        yield
    except Exception as error:
        note_failure(job, in_words(error), **ended)
        raise
    note(job, failures_in_row=0, **ended)


def note_failure(job: str, words: str, **more: object) -> None:
    note(job, failed_at=Now(), failure=words[:250], failures_in_row=F("failures_in_row") + 1, **more)


def note(job: str, **fields: object) -> None:
    """A job is not kept from its work by a note that cannot be written."""
    with suppress(Error):
        LastRun.objects.get_or_create(job=job)
        LastRun.objects.filter(job=job).update(**fields)


def in_words(error: Exception) -> str:
    return str(error) if isinstance(error, JobTrouble) else f"{type(error).__name__}. The log says where."
