"""A page that could not go live, or come down, at its time."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class PublishingFailureQuerySet(models.QuerySet["PublishingFailure"]):
    def not_yet(self) -> Self:
        """Failed so lately that they are left alone for a while."""
        return self.filter(next_try_at__gt=Now())

    def untold(self, again_after: timedelta) -> Self:
        """Nobody was told yet, or not since `again_after`."""
        return self.filter(Q(told_at=None) | Q(told_at__lt=Now() - again_after))


class PublishingFailure(models.Model):
    """Kept while it lasts: the page is tried again until it can, or until nothing is due any more."""

    class What(models.TextChoices):
        GO_LIVE = "go_live", "go live"
        EXPIRE = "expire", "be taken down"

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="publishing_failures")
    what = models.CharField(max_length=10, choices=What.choices)
    due_at = models.DateTimeField()
    reason = models.TextField()
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    told_at = models.DateTimeField(null=True)

    objects = PublishingFailureQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["page", "what"], name="one_publishing_failure")]

    def __str__(self) -> str:
        return f"{self.page.get_admin_display_title()} was to {self.get_what_display()}"
