"""One month of the board as a table of weeks."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from clinic.review.due_dates import months_after

# What one day shows before it says how many more there are.
MOST_A_DAY = 5


@dataclass(frozen=True)
class Day:
    """`entries` are `(what, text)`; `more` counts those left out."""

    date: date
    inside: bool
    entries: list
    more: int


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list

    @property
    def before(self):
        return months_after(self.first, -1)

    @property
    def after(self):
        return months_after(self.first, 1)


def first_of(text, today):
    """The first day of the month written as "2026-03"; of this month where that is none."""
    try:
        year, month = text.split("-")
        first = date(int(year), int(month), 1)
    except ValueError:
        return today.replace(day=1)
    return first if 1990 <= first.year <= 2200 else today.replace(day=1)


def month_of(first, dates):
    """The Month that begins on `first`, with `dates` (see home.board.sections.dates) put in their places."""
    by_day = defaultdict(list)
    for day, what, text in dates:
        by_day[day].append((what, text))
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[day_of(day, first, by_day[day]) for day in week] for week in weeks])


def day_of(day, first, entries):
    inside = day.month == first.month
    shown = entries[:MOST_A_DAY] if inside else []
    return Day(day, inside, shown, len(entries) - len(shown) if inside else 0)
