"""When a page must be checked again."""

from datetime import date

from django.core.exceptions import ValidationError

LONGEST = 36


def months_after(day: date, months: int) -> date:
    """`day` moved by whole months; the last day of the month where the same day does not exist."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, min(day.day, 28))


def check_due(due: date, today: date, longest: int) -> None:
    """Refuse a next review date that is not to come, or more than `longest` months off, in words. Who doubts may
    choose any day before.
    """
    latest = months_after(today, longest)
    if due <= today:
        raise ValidationError("Choose a day in the future.")
    if due > latest:
        raise ValidationError(
            f"Choose a day up to {latest:%-d %B %Y}: this page is to be reviewed every {longest} months."
        )
