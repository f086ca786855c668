"""Admins hear of more suggested questions than people send, from however many places. None is refused for it."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from clinic.people.staff_mail import address_in_admin, addresses_of_admins
from clinic.website.limits import count
from clinic.website.models import TriesOfVisitors

EVERYBODY, TOLD = "suggest-a-question:everybody", "told-of-many-suggestions"
MOST, HOUR, DAY = 200, 3600, 24 * 3600
SUBJECT = "Very many questions are being suggested on the site"


def count_one() -> None:
    count(EVERYBODY, HOUR)


@transaction.atomic
def tell_admins() -> None:
    """One message a day at the most. It holds a number and nothing that anybody sent."""
    since = timezone.now() - timedelta(seconds=HOUR)
    sent = TriesOfVisitors.objects.filter(key=EVERYBODY, until__gt=since, times__gt=MOST).first()
    if sent is None or count(TOLD, DAY) > 1:
        return
    context = {"sent": sent.times, "most": MOST, "address": address_in_admin("what_patients_search")}
    EmailMessage(SUBJECT, render_to_string("emails/many_suggestions.txt", context), bcc=addresses_of_admins()).send()
