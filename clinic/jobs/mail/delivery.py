"""Delivering what is stored: a job for each message, oldest first, each message at most once.

These jobs share a lock, so one runs at a time. A server that takes no mail is left in peace for a minute, in which a
job of higher priority holds the lock; the message that met it goes to the end of the line, as the trouble may be that
message's alone. A message that the server refuses leaves the line and is tried apart.
"""

import logging
from collections.abc import Collection
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.types import JSONDict

from clinic.jobs.mail.server import Refused, ServerTrouble, Unsure, hand_over
from clinic.jobs.models import StoredMail
from clinic.jobs.models.stored_mail import StoredMailQuerySet
from clinic.jobs.periodic import PRIORITY, noted
from clinic.people.staff_mail import address_in_admin, addresses_of_admins

logger = logging.getLogger(__name__)

State = StoredMail.State
NAME = "send_mail"
# How long to leave a server in peace that takes no mail, and the longest between two tries of one message, in seconds.
SERVER_PAUSE, LONGEST_PAUSE = 60, 300
# A server that says no to one message is asked again so often, or for so long while it says no to everybody.
MOST_REFUSALS = 5
LONGEST_TRYING = timedelta(days=1)
# A server that refuses so many and took none lately takes nobody's mail.
REFUSES_ALL, LATELY = 20, timedelta(minutes=5)
REFUSED = "The mail server refused it"
STOPPED = "The worker was stopped while it handed this over."


class Report(EmailMessage):
    """About mail itself, so that its own failure is not reported in turn."""


class TryApart(BaseRetryStrategy):
    """For ever: what becomes of a message is decided by what is noted of it, not by how often its job ran."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        seconds = min(60 * 2 ** min(job.attempts, 9), LONGEST_PAUSE)
        return RetryDecision(retry_in={"seconds": seconds}, lock=f"{NAME} {job.id}")


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


def was_refused(mail: StoredMail, refused: Refused) -> Refused | None:
    """The server said no to this message: again later, at last never.

    While the server takes nobody's mail the fault is not the message's, and it is not counted against it.
    """
    refusals = mail.refusals + StoredMail.objects.filter(sent_at__gt=mail.trying_since).exists()
    mail.put_back(refusals=refusals, problem=f"{REFUSED}: {refused}.")
    old = StoredMail.objects.filter(pk=mail.pk, trying_since__lt=Now() - LONGEST_TRYING)
    if refusals >= MOST_REFUSALS or old.exists():
        mail.note(state=State.PARKED)
        return None
    if refuses_everybody():
        raise ServerTrouble(f"it refused all of {REFUSES_ALL} messages")
    return refused


def refuses_everybody() -> bool:
    refused = StoredMail.objects.waiting().filter(problem__startswith=REFUSED)
    took_one = StoredMail.objects.filter(sent_at__gt=Now() - LATELY)
    return refused.count() >= REFUSES_ALL and not took_one.exists()


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
