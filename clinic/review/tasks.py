"""What the worker does for reviews: reminding people."""

from clinic.jobs.periodic import periodic
from clinic.review import reminders


@periodic("5 * * * *")
def send_reminders() -> None:
    reminders.send_reminders()
