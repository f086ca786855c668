"""Telling the person who looks after a page that it could not go live, or come down, at its time."""

from datetime import timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string
from wagtail.models import Page

from clinic.jobs.models import PublishingFailure
from clinic.people.staff_mail import address_in_admin, addresses_of_admins

# While it lasts, people are reminded once a day.
AGAIN_AFTER = timedelta(days=1)


@transaction.atomic
def tell_about_failures() -> None:
    """One message for each page; the mail is stored in the same transaction as the note that they were told."""
    untold = PublishingFailure.objects.untold(AGAIN_AFTER).select_related("page")
    for failure in untold.select_for_update(of=("self",), skip_locked=True):
        address = address_in_admin("wagtailadmin_pages:edit", failure.page_id)
        text = render_to_string("emails/publishing_failed.txt", {"failure": failure, "address": address})
        send_mail(f"Not done: {failure}", text, None, addresses(failure.page.specific))
        PublishingFailure.objects.filter(pk=failure.pk).update(told_at=Now())


def addresses(page: Page) -> list[str]:
    """Of who looks after the page; of the clinic's admins where that is nobody who can be written to."""
    for person in (getattr(page, "responsible", None), page.owner):
        if person and person.is_active and person.email:
            return [person.email]
    return addresses_of_admins()
