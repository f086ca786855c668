"""When a reminder is due, and to whom it goes first. Pure words: no Django."""

from datetime import date

BEFORE = (60, 30, 7, 0)
WEEK = 7
# Weeks overdue after which the clinic's admins hear of it too.
ADMINS_AFTER = 2


def stage(due: date, today: date) -> int | None:
    """The latest stage reached: days left at which we remind (60, 30, 7, 0), or minus whole weeks overdue in days.

    None while the day is more than 60 days off.

    >>> from datetime import date
    >>> stage(date(2026, 3, 31), date(2026, 3, 1)), stage(date(2026, 3, 1), date(2026, 3, 16))
    (30, -14)
    """
    left = (due - today).days
    if left < 0:
        return -(-left // WEEK) * WEEK
    reached = [days for days in BEFORE if left <= days]
    return min(reached) if reached else None


def reaches_deputy(stage: int) -> bool:
    """From the day itself on the deputy hears of it as well."""
    return stage <= 0


def reaches_admins(stage: int) -> bool:
    return stage <= -ADMINS_AFTER * WEEK


def in_words(due: date, today: date) -> str:
    """How the digest says it: "in 30 days", "today", "12 days ago"."""
    left = (due - today).days
    if left == 0:
        return "today"
    days = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
    return f"in {days}" if left > 0 else f"{days} ago"
