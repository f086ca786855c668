"""When a reminder is due, and to whom it goes first. Pure words: no Django."""

from datetime import date

BEFORE = (60, 30, 7, 0)
WEEK = 7
# Weeks overdue after which the clinic's admins hear of it too.
ADMINS_AFTER = 2
# Days before at which whoever approved it last hears of it.
REVIEWER_FROM = 30


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


def roles_told(stage: int) -> set[str]:
    """Who hears of a review at this stage; docs/review-cycle.md says the same in words.

    >>> sorted(roles_told(30)), sorted(roles_told(0)), sorted(roles_told(-14))
    (['owner', 'reviewer'], ['deputy', 'owner', 'reviewer'], ['admin', 'deputy', 'owner', 'reviewer'])
    """
    told = {"owner"}
    if stage <= REVIEWER_FROM:
        told.add("reviewer")
    if stage <= 0:
        told.add("deputy")
    if stage <= -ADMINS_AFTER * WEEK:
        told.add("admin")
    return told


def in_words(due: date, today: date) -> str:
    """How the digest says it: "in 30 days", "today", "12 days ago"."""
    left = (due - today).days
    if left == 0:
        return "today"
    days = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
    return f"in {days}" if left > 0 else f"{days} ago"
