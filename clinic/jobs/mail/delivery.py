"""Delivering what is stored: a job for each message, oldest first, each message at most once.

These jobs share a lock, so one runs at a time. A server that takes no mail is left in peace for a minute, in which a
job of higher priority holds the lock; the message that met it goes to the end of the line, as the trouble may be that
message's alone. A message that the server refuses leaves the line and is tried apart.
"""

import logging
from collections.abc import Collection

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from clinic.jobs.mail.server import Refused, ServerTrouble, Unsure, hand_over
from clinic.jobs.mail.trying_again import NAME, TryApart, was_refused
from clinic.jobs.models import StoredMail
from clinic.jobs.models.stored_mail import StoredMailQuerySet
from clinic.jobs.periodic import PRIORITY, noted
from clinic.people.staff_mail import address_in_admin, addresses_of_admins

logger = logging.getLogger(__name__)

State = StoredMail.State
# How long to leave a server in peace that takes no mail, in seconds.
SERVER_PAUSE = 60
STOPPED = "The worker was stopped while it handed this over."


class Report(EmailMessage):
    """About mail itself, so that its own failure is not reported in turn."""


@app.task(name=NAME, lock=NAME, retry=TryApart())
def send_mail(mail_id: int) -> None:
    """Raises what is to be tried again by itself."""
    refused = None
    try:
        with noted(NAME):
            if mail := StoredMail.objects.waiting().filter(pk=mail_id, handed_at=None).first():
                refused = deliver(mail)
    except (ServerTrouble, Unsure):
        leave_server_in_peace.configure(schedule_in={"seconds": SERVER_PAUSE}).defer()
        deliver_soon([mail_id])
    if refused:
        raise refused


@app.task(name="leave_mail_server_in_peace", lock=NAME, priority=PRIORITY)
def leave_server_in_peace() -> None:
    """While it waits for its time, no message in line is tried."""


def deliver_soon(mail_ids: Collection[int]) -> None:
    """Belongs to the transaction it is called in."""
    arguments: list[JSONDict] = [{"mail_id": mail_id} for mail_id in mail_ids]
    if arguments:
        send_mail.batch_defer(*arguments)


def deliver(mail: StoredMail) -> Refused | None:
    """Hands it to the server and notes what became of it; returns why it is to be tried again by itself."""
    try:
        if hand_over(mail):
            mail.note(state=State.SENT, sent_at=Now(), content=None, problem="")
    except Refused as refused:
        return was_refused(mail, refused)
    except Unsure as unsure:
        logger.warning("Message %s: %s", mail.pk, unsure)
        mail.note(state=State.UNSURE, problem=str(unsure))
        raise
    except ServerTrouble as trouble:
        logger.warning("Message %s: %s", mail.pk, trouble)
        mail.put_back(problem=str(trouble))
        raise
    return None


@transaction.atomic
def send_again(chosen: StoredMailQuerySet) -> int:
    """What an admin may send again: what is in trouble and still has its text."""
    ids = list(chosen.in_trouble().exclude(content=None).select_for_update().values_list("pk", flat=True))
    anew = {"state": State.WAITING, "refusals": 0, "problem": "", "handed_at": None, "reported_at": None}
    StoredMail.objects.filter(pk__in=ids).update(trying_since=Now(), **anew)
    deliver_soon(ids)
    return len(ids)


def give_up_left_behind() -> None:
    """A worker was stopped between handing these over and noting it: they are not sent again by themselves."""
    StoredMail.objects.left_behind().update(state=State.UNSURE, problem=STOPPED)


@transaction.atomic
def report_trouble() -> None:
    """Tells the clinic's admins, in one message, what could not be delivered. Each failure is told once."""
    failed = list(StoredMail.objects.to_report().select_for_update(skip_locked=True))
    if not failed:
        return
    StoredMail.objects.filter(pk__in=[mail.pk for mail in failed]).update(reported_at=Now())
    words = {"failed": failed, "address": address_in_admin("clinic_mail")}
    text = render_to_string("emails/mail_not_delivered.txt", words)
    for admin in set(addresses_of_admins()) - {mail.recipient for mail in failed}:
        Report(f"{len(failed)} messages were not delivered", text, to=[admin]).send()
