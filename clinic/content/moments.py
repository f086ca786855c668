"""When something was or will be, as staff read it: on the clinic's clocks, whatever the database keeps."""

from datetime import datetime

from django.utils import timezone


def day(at: datetime) -> str:
    """As in: 30 November 2026."""
    return f"{timezone.localtime(at):%-d %B %Y}"


def moment(at: datetime) -> str:
    """As in: 30 November 2026, 14:30."""
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"
