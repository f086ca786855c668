"""Times as staff write them: those of the clinic's clocks, each of which exists and exists once."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.timezone import get_current_timezone, get_current_timezone_name

# Calendars, clocks and the database agree until then, and no page is planned for longer.
LAST_YEAR = 2199
TOO_FAR = f"Choose a day before the year {LAST_YEAR + 1}."


class ClinicTime(forms.DateTimeField):
    """Says of a time that no clock shows, or shows twice, why it cannot be taken."""

    default_error_messages = {"invalid": "Write the day and the time like this: 2027-03-31 09:30."}

    def __init__(self, *, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(help_text=with_clock(help_text), **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
        except OverflowError:
            raise ValidationError(TOO_FAR, code="invalid") from None
        except ValidationError as error:
            if error.code != "ambiguous_timezone" or not error.params:
                raise
            raise ValidationError(why_not(error.params["datetime"]), code=error.code) from error
        if moment and moment.year > LAST_YEAR:
            raise ValidationError(TOO_FAR, code="invalid")
        return moment


def clock_added(help_text: str) -> str:
    """Said beside every field for a time: it is the clinic's, wherever somebody sits who writes it."""
    place = get_current_timezone_name().rpartition("/")[-1].replace("_", " ")
    return f"{help_text} Time of the clinic ({place}).".strip()


with_clock = lazy(clock_added, str)


def why_not(time: datetime) -> str:
    """`time`: without a zone, and on the clocks of the clinic not at all, or twice."""
    day, at = date_format(time, "j F Y"), date_format(time, "H:i")
    shown = "go back and show {} twice" if is_on_clocks(time) else "go forward and skip {}"
    return f"On {day} the clocks {shown.format(at)}. Choose an earlier or a later time."


def is_on_clocks(time: datetime) -> bool:
    zone = get_current_timezone()
    return time.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == time
