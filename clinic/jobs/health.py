"""How background work goes: for the publishing board, the health check and whoever must be told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models.functions import Now
from wagtail.admin.ui.components import Component

from clinic.jobs import last_good_backup
from clinic.jobs.last_good_backup import NAME as BACKUP
from clinic.jobs.mail.trying_again import NAME as MAIL
from clinic.jobs.models import LastRun, PublishingFailure, StoredMail
from clinic.jobs.periodic import PERIODS
from clinic.ops.rights.examining import is_owner

# A job that has not ended for so many of its periods is late.
MISSED_PERIODS = 3
# Mail that waits longer than this with a server set is late, in minutes.
MAIL_IS_LATE = 5


@dataclass(frozen=True)
class Health:
    """`worker`: every job has ended within three of its periods. `mail`: none waits for longer than five minutes.

    `backup`: a good one is young enough, and its hours; nothing where none was ever made.
    """

    worker: bool
    mail: bool
    failing: list[str] = field(default_factory=list)
    backup: bool | None = None
    backup_hours: int | None = None


def health() -> Health:
    """Two small queries, which visitors may have answered too."""
    runs = last_runs("failure")
    never = PERIODS.keys() - {run.job for run in runs if run.ended_at}
    late_mail = settings.HAS_MAIL_SERVER and StoredMail.objects.late(MAIL_IS_LATE).exists()
    return Health(
        worker=not never and not any(run.is_late for run in runs if run.job in PERIODS),
        mail=not late_mail,
        failing=[run.job for run in runs if run.failures_in_row],
        **backup_in(runs),
    )


def backup_in(runs: Sequence[LastRun]) -> dict[str, Any]:
    for run in runs:
        if run.job == BACKUP:
            return {"backup": not run.is_late, "backup_hours": run.hours_ago}
    return {}


def last_runs(*without: str) -> Sequence[LastRun]:
    """Of the jobs there are, each with `is_late` and `hours_ago`; rows of jobs that are no more do not count."""
    runs = list(LastRun.objects.filter(job__in=[*PERIODS, MAIL, BACKUP]).defer(*without).annotate(now=Now()))
    for run in runs:
        run.is_late = is_late(run, run.now)
        run.hours_ago = int((run.now - run.ended_at).total_seconds() // 3600) if run.ended_at else None
    return runs


def is_late(run: LastRun, now: datetime) -> bool:
    """By the database's clock. Mail is sent when there is some, so that job is never late."""
    if run.job == BACKUP:
        return last_good_backup.is_late(run, now)
    period = PERIODS.get(run.job)
    return period is not None and now - (run.ended_at or run.first_seen_at) > MISSED_PERIODS * period


class BackgroundWork(Component):
    """Each job with its last run and its last failure, failures to publish, and mail that nobody got."""

    name = "background_work"
    order = 900
    template_name = "clinic/jobs/background_work.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        runs_it = parent_context["request"].user.has_perm("people.change_user")
        return {
            "health": health(),
            "runs": last_runs(),
            "failures": PublishingFailure.objects.select_related("page"),
            "undelivered": StoredMail.objects.in_trouble().count(),
            "is_owner": runs_it and is_owner(),
            "runs_it": runs_it,
            "sees_mail": parent_context["request"].user.has_perm("jobs.view_storedmail"),
        }
