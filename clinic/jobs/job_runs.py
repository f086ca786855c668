"""Notes every run of a job, so that people can see whether the scheduler lives and what ails it."""

import logging
import time
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import F
from django.db.models.functions import Now
from django.db.utils import Error

from clinic.jobs.models import Pulse

logger = logging.getLogger(__name__)


@contextmanager
def beat(job, every):
    """Around one run of `job`: notes its beginning and its end, and swallows its failure after saying so."""
    began = time.monotonic()
    note(job, every=every, began_at=Now())
    try:
        yield
    except (Exception, SystemExit) as error:
        tell(job, error)
        failed = {"failed_at": Now(), "failure": in_words(error), "failures_in_row": F("failures_in_row") + 1}
        note(job, **failed, **ended(began))
    else:
        note(job, succeeded_at=Now(), failures_in_row=0, **ended(began))


def ended(began):
    return {"ended_at": Now(), "took_ms": int(1000 * (time.monotonic() - began)), "alarmed_at": None}


def note(job, every=None, **fields):
    """A job is not kept from its work by a pulse that cannot be written."""
    with suppress(Error):
        if every:
            Pulse.objects.get_or_create(job=job, defaults={"every": every})
            fields["every"] = every
        Pulse.objects.filter(job=job).update(**fields)


def tell(job, error):
    if isinstance(error, CommandError):
        logger.error("The job %s failed: %s", job, in_words(error))
    else:
        logger.exception("The job %s failed", job)


def in_words(error):
    """One line about a failure. Only a CommandError speaks for itself: other errors may quote what they choked on."""
    if isinstance(error, CommandError):
        return first_line(str(error))
    if isinstance(error, SystemExit):
        return f"It ended with exit status {error.code}."
    return first_line(f"{type(error).__name__} {place_of(error)}")


def first_line(text):
    return (text.strip().splitlines() or ["It failed without a word."])[0][:250]


def place_of(error):
    """Where in our code it happened: "in clinic/jobs/mail/sending.py, line 31"."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(settings.BASE_DIR)]
    own = [frame for frame in ours if "site-packages" not in frame.filename]
    if not own:
        return ""
    return f"in {Path(own[-1].filename).relative_to(settings.BASE_DIR)}, line {own[-1].lineno}"
