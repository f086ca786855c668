"""Trying a message again: how long after, and when it is given up."""

from datetime import timedelta

from django.db.models.functions import Now
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from clinic.jobs.mail.server import Refused, ServerTrouble
from clinic.jobs.models import StoredMail

# Of the job that sends one message.
NAME = "send_mail"
# The longest between two tries of one message, in seconds.
LONGEST_PAUSE = 300
# A server that says no to one message is asked again so often, or for so long while it says no to everybody.
MOST_REFUSALS = 5
LONGEST_TRYING = timedelta(days=1)
# A server that refuses so many and took none lately takes nobody's mail.
REFUSES_ALL, LATELY = 20, timedelta(minutes=5)
REFUSED = "The mail server refused it"


class TryApart(BaseRetryStrategy):
    """For ever: what becomes of a message is decided by what is noted of it, not by how often its job ran."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        seconds = min(60 * 2 ** min(job.attempts, 9), LONGEST_PAUSE)
        return RetryDecision(retry_in={"seconds": seconds}, lock=f"{NAME} {job.id}")


def was_refused(mail: StoredMail, refused: Refused) -> Refused | None:
    """The server said no to this message: again later, at last never.

    While the server takes nobody's mail the fault is not the message's, and it is not counted against it.
    """
    refusals = mail.refusals + StoredMail.objects.filter(sent_at__gt=mail.trying_since).exists()
    mail.put_back(refusals=refusals, problem=f"{REFUSED}: {refused}.")
    old = StoredMail.objects.filter(pk=mail.pk, trying_since__lt=Now() - LONGEST_TRYING)
    if refusals >= MOST_REFUSALS or old.exists():
        mail.note(state=StoredMail.State.PARKED)
        return None
    if refuses_everybody():
        raise ServerTrouble(f"it refused all of {REFUSES_ALL} messages")
    return refused


def refuses_everybody() -> bool:
    refused = StoredMail.objects.waiting().filter(problem__startswith=REFUSED)
    took_one = StoredMail.objects.filter(sent_at__gt=Now() - LATELY)
    return refused.count() >= REFUSES_ALL and not took_one.exists()
