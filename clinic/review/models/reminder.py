"""What has been reminded of, so that nobody is reminded twice."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Reminder(models.Model):
    """One person was reminded of one review at one stage: never twice of the same."""

    review = models.ForeignKey("review.Review", on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stage = models.SmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "person", "stage"], name="one_reminder_a_person_and_stage")
        ]

    def __str__(self) -> str:
        return f"Reminder at {self.stage} days"
