"""Reminders, as one digest a person: never one mail a page, never the same reminder twice."""

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from clinic.people.models import User
from clinic.people.roles import members
from clinic.review.cycle import Due, due_by, responsible_for, substitutes
from clinic.review.models import Reminder
from clinic.review.reminder_stages import BEFORE, in_words, reaches_admins, reaches_deputy, stage


def send_reminders(today: date | None = None) -> int:
    """Remind everyone who is to know and does not yet. Returns how many people got a digest."""
    today = today or timezone.localdate()
    digests = defaultdict(list)
    for due in due_by(today + timedelta(days=max(BEFORE))):
        if (reached := stage(due.day, today)) is not None:
            for person in recipients(due.page, reached):
                digests[person].append(due)
    return sum(send_digest(person, dues, today) for person, dues in digests.items())


def recipients(page: Page, reached: int) -> list[User]:
    """The person responsible (or who stands in), from the day itself the deputy too, later the admins."""
    person = responsible_for(page)
    people = substitutes(person)
    if reaches_deputy(reached) and person and person.deputy:
        people += substitutes(person.deputy)
    if reaches_admins(reached) or not people:
        people += members("admin")
    return list(dict.fromkeys(people))


@transaction.atomic
def send_digest(person: User, dues: list[Due], today: date) -> bool:
    """Note and send what this person has not been told yet; the mail is stored with the note, or neither is."""
    new = [due for due in dues if note(due, person, today)]
    if not new or not person.email:
        return False
    rows = [(due.page.title, due.day, in_words(due.day, today), address(due.page)) for due in new]
    text = render_to_string("emails/reviews_due.txt", {"person": person, "rows": rows})
    send_mail(subject(new, today), text, None, [person.email])
    return True


def address(page: Page) -> str:
    """Of the screen on which the page is checked; the worker may run with the site's addresses."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("clinic_check", urlconf="clinic.urls.staff", args=[page.pk])


def note(due: Due, person: User, today: date) -> bool:
    """Whether this is news to the person. From now on it is not."""
    reached = stage(due.day, today)
    return reached is not None and Reminder.objects.get_or_create(review=due.review, person=person, stage=reached)[1]


def subject(dues: list[Due], today: date) -> str:
    late = sum(due.day < today for due in dues)
    pages = f"{len(dues)} page{'' if len(dues) == 1 else 's'} to review again"
    return f"{pages}, {late} overdue" if late else pages
