"""One month of the board as a table of weeks."""

from calendar import Calendar, monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.db.models.functions import TruncDate
from wagtail.models import Page

from clinic.review.due_dates import months_after
from clinic.staff.stages.lookups import goes_live_at, planned_pages
from clinic.staff.stages.pages_at_stage import Texts

# What one day shows before it says how many more there are.
MOST_A_DAY = 5


@dataclass(frozen=True)
class Day:
    """`entries` are `(what, text)`; `more` counts those left out."""

    date: date
    inside: bool
    entries: list[tuple[str, Page]]
    more: int


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Day]]

    @property
    def before(self) -> date:
        return months_after(self.first, -1)

    @property
    def after(self) -> date:
        return months_after(self.first, 1)


def first_of(text: str, today: date) -> date:
    """The first day of the month written as "2026-03"; of this month where that is none."""
    try:
        year, month = text.split("-")
        first = date(int(year), int(month), 1)
    except ValueError:
        return today.replace(day=1)
    return first if 1990 <= first.year <= 2200 else today.replace(day=1)


def month_of(first: date, texts: Texts) -> Month:
    """The Month that begins on `first`: what is scheduled in it, and every check to come or overdue."""
    entries: dict[date, list[tuple[str, Page]]] = defaultdict(list)
    numbers: dict[date, int] = defaultdict(int)
    for what, found in kinds_of_entry(texts, first):
        by_day = {}
        for text in found.first_of_each_day(MOST_A_DAY):
            entries[text.day].append((what, text))
            by_day[text.day] = text.of_day
        for day, number in by_day.items():
            numbers[day] += number
    return Month(first, [[day_of(day, first, entries[day], numbers[day]) for day in week] for week in weeks_of(first)])


def kinds_of_entry(texts: Texts, first: date) -> Iterator[tuple[str, Texts]]:
    """What happens in the month, and the texts it happens to, each with the `day`."""
    days = (first, first.replace(day=monthrange(first.year, first.month)[1]))
    planned = texts.filter(pk__in=planned_pages()).annotate(day=TruncDate(goes_live_at()))
    yield "Goes live", planned.filter(day__range=days)
    yield "Is taken down", texts.live().annotate(day=TruncDate("expire_at")).filter(day__range=days)
    yield "Check due", texts.due(range=days).annotate(day=F("since"))


def weeks_of(first: date) -> list[list[date]]:
    return Calendar().monthdatescalendar(first.year, first.month)


def day_of(day: date, first: date, entries: list[tuple[str, Page]], number: int) -> Day:
    """Of the first few of each kind the first few of all."""
    shown = sorted(entries, key=lambda entry: entry[1].pk)[:MOST_A_DAY]
    return Day(day, day.month == first.month, shown, number - len(shown))
