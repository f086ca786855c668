"""Reminders, as one digest a person: never one mail a page, never the same reminder twice."""

from collections import defaultdict
from datetime import date, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page

from clinic.people.models import User
from clinic.people.roles import members
from clinic.people.staff_mail import address_in_admin
from clinic.review.cycle import DueReview, due_by, responsible_for, substitutes
from clinic.review.models import Reminder
from clinic.review.reminder_stages import BEFORE, in_words, roles_told, stage


def send_reminders(today: date | None = None, pages: QuerySet[Page] | None = None) -> int:
    """Remind everyone who is to know and does not yet, of live pages (or `pages`). Returns how many got a digest."""
    today = today or timezone.localdate()
    digests = defaultdict(list)
    for due in due_by(today + timedelta(days=max(BEFORE)), pages):
        if (reached := stage(due.day, today)) is not None:
            for person in recipients(due, roles_told(reached)):
                digests[person].append(due)
    return sum(send_digest(person, dues, today) for person, dues in digests.items())


def recipients(due: DueReview, told: set[str]) -> list[User]:
    """Everybody in these roles for this page, or who stands in for them; the admins where there is nobody."""
    owner = responsible_for(due.page)
    people = substitutes(owner)
    if "deputy" in told and owner and owner.deputy:
        people += substitutes(owner.deputy)
    if "admin" in told or not people:
        people += members("admin")
    if "reviewer" in told:
        people += reviewers(due)
    return list(dict.fromkeys(people))


def reviewers(due: DueReview) -> list[User]:
    """Whoever approved it last, or stands in; all reviewers where that person signs no more or has no account."""
    last = due.review.whole.reviewer
    found = [person for person in substitutes(last) if person.may_sign_off()]
    return found or [person for one in members("reviewer") for person in substitutes(one)]


@transaction.atomic
def send_digest(person: User, dues: list[DueReview], today: date) -> bool:
    """Note and send what this person has not been told yet; the mail is stored with the note, or neither is."""
    new = [due for due in dues if note(due, person, today)]
    if not new or not person.email:
        return False
    rows = [(due.page, due.day, in_words(due.day, today), address(due.page, person)) for due in new]
    text = render_to_string("emails/reviews_due.txt", {"person": person, "rows": rows})
    send_mail(subject(new, today), text, None, [person.email])
    return True


def address(page: Page, person: User) -> str:
    """Of the screen where this person can do something about it; the worker may run with the site's addresses."""
    rights = page.permissions_for_user(person)
    if person.may_sign_off() and rights.can_edit():
        name, args = "clinic_check", [page.pk]
    elif rights.can_edit():
        name, args = "wagtailadmin_pages:edit", [page.pk]
    else:
        name, args = "wagtailadmin_home", []
    return address_in_admin(name, *args)


def note(due: DueReview, person: User, today: date) -> bool:
    """Whether this is news to the person. From now on it is not."""
    reached = stage(due.day, today)
    return reached is not None and Reminder.objects.get_or_create(review=due.review, person=person, stage=reached)[1]


def subject(dues: list[DueReview], today: date) -> str:
    late = sum(due.day < today for due in dues)
    pages = f"{len(dues)} page{'' if len(dues) == 1 else 's'} to review again"
    return f"{pages}, {late} overdue" if late else pages
