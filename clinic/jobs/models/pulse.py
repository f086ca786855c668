from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import DurationField, F, Q, Value
from django.db.models.functions import Coalesce, Now

# A job that has not ended for so many of its periods has stopped.
MISSED_PERIODS = 3


class PulseQuerySet(models.QuerySet):
    def scheduled(self):
        """Jobs of the settings; rows of jobs that are no more do not count."""
        return self.filter(job__in=[job["command"] for job in settings.SCHEDULED_JOBS])

    def stopped(self):
        """Jobs that have not ended within three times their period, by the database's clock."""
        allowed = F("every") * Value(timedelta(seconds=MISSED_PERIODS), output_field=DurationField())
        allowed.output_field = DurationField()
        last = Coalesce("ended_at", "first_seen_at")
        return self.scheduled().alias(last=last, allowed=allowed).filter(last__lt=Now() - F("allowed"))

    def failing(self):
        """Jobs whose last run failed."""
        return self.scheduled().filter(failures_in_row__gt=0)


class Pulse(models.Model):
    """One job of the scheduler: when it last began, ended, did well and failed. All times by the database's clock."""

    job = models.CharField(max_length=100, unique=True)
    every = models.PositiveIntegerField(help_text="Seconds.")
    first_seen_at = models.DateTimeField(db_default=Now())
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=250, blank=True)
    failures_in_row = models.PositiveIntegerField(default=0)
    took_ms = models.PositiveIntegerField(default=0)
    alarmed_at = models.DateTimeField(null=True)

    objects = PulseQuerySet.as_manager()

    class Meta:
        ordering = ["job"]

    def __str__(self):
        return self.job.replace("_", " ").capitalize()


class HeldUpQuerySet(models.QuerySet):
    def not_yet(self):
        """Failed so lately that they are left alone for a while."""
        return self.filter(next_try_at__gt=Now())

    def untold(self, again_after):
        """Nobody was told yet, or not since `again_after` (a timedelta)."""
        return self.filter(Q(told_at=None) | Q(told_at__lt=Now() - again_after))


class HeldUp(models.Model):
    """A page that could not go live, or be taken down, at its time; it is tried again until it can."""

    class What(models.TextChoices):
        GO_LIVE = "go_live", "go live"
        EXPIRE = "expire", "be taken down"

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="held_up")
    what = models.CharField(max_length=10, choices=What.choices)
    due_at = models.DateTimeField()
    reason = models.TextField()
    tries = models.PositiveIntegerField(default=0)
    first_failed_at = models.DateTimeField(db_default=Now())
    last_failed_at = models.DateTimeField(db_default=Now())
    next_try_at = models.DateTimeField(db_default=Now())
    told_at = models.DateTimeField(null=True)

    objects = HeldUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["page", "what"], name="held_up_once")]

    def __str__(self):
        return f"{self.page.get_admin_display_title()} was to {self.get_what_display()}"
