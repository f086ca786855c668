"""What one of the clinic's details said before it was changed: some text may still have it typed."""

from typing import Any

from django.db import models
from django.utils import timezone


class Typed(models.TextChoices):
    """Details that somebody may have typed into a text, though pages show them by themselves."""

    NAME = "name", "name of the clinic"
    PHONE = "phone", "phone number"
    EMERGENCY_NUMBER = "emergency_number", "emergency number"
    CRISIS_LINE_NAME = "crisis_line_name", "name of the crisis line"
    CRISIS_LINE_NUMBER = "crisis_line_number", "number of the crisis line"
    EMAIL = "email", "e-mail address"
    BOOKING_URL = "booking_url", "booking link"


class FormerDetailManager(models.Manager["FormerDetail"]):
    def note(self, before: dict[str, Any], now: dict[str, Any]) -> list["FormerDetail"]:
        """Both are `{field: value}`. Keeps what was replaced, and forgets what is in use again."""
        gone = {field: value for field, value in before.items() if value and value != now[field]}
        for field, value in now.items():
            self.filter(field=field, value=value).delete()
        changed = {"replaced_at": timezone.now()}
        return [self.update_or_create(changed, field=field, value=value)[0] for field, value in gone.items()]


class FormerDetail(models.Model):
    """One value that is no longer true, until the clinic takes it up again."""

    field = models.CharField(max_length=30, choices=Typed.choices)
    value = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(default=timezone.now)

    objects = FormerDetailManager()

    class Meta:
        default_permissions = ()
        ordering = ["-replaced_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["field", "value"], name="one_former_value")]

    def __str__(self) -> str:
        return f"{self.value} ({self.get_field_display()})"
