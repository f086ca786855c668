"""How each background job went last: what staff see of it, and whoever watches the clinic."""

from django.db import models
from django.db.models.functions import Now

# What each job does, for staff. Those that run again and again say it where they are registered.
IN_WORDS = {"send_mail": "Sends mail", "backup": "Makes a backup"}


class LastRun(models.Model):
    """One row a job. All times are the database's; `first_seen_at` counts while a job has never run."""

    job = models.CharField(max_length=100, unique=True)
    first_seen_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=250, blank=True)
    failures_in_row = models.PositiveIntegerField(default=0)
    alarmed_at = models.DateTimeField(null=True)

    # Said by clinic.jobs.health, which knows how often each job runs.
    is_late = False
    hours_ago: int | None = None

    class Meta:
        ordering = ["job"]

    def __str__(self) -> str:
        return IN_WORDS.get(self.job, self.job)
