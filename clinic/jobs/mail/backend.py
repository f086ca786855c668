"""Where Django's mail goes: into the database, with a job that delivers it."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address
from django.db import transaction

from clinic.jobs.mail.delivery import Report, deliver_soon
from clinic.jobs.models import StoredMail


class KeepFirst(BaseEmailBackend):
    """A mail server that is slow, away or unwilling holds up no one.

    Message and job are undone with the transaction they belong to. One row for each recipient: each gets it once.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        messages = list(email_messages)
        store(*messages)
        return len(messages)


@transaction.atomic
def store(*messages: EmailMessage) -> list[StoredMail]:
    rows = StoredMail.objects.bulk_create(row for message in messages for row in rows_of(message))
    deliver_soon([row.pk for row in rows if row.state == StoredMail.State.WAITING])
    return rows


def rows_of(message: EmailMessage) -> Iterator[StoredMail]:
    """A StoredMail for each recipient."""
    # Of a title in which somebody has put the end of a line: it would be refused, and nobody would be told.
    message.subject = " ".join(str(message.subject).split())
    encoding = message.encoding or settings.DEFAULT_CHARSET
    content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    state = StoredMail.State.WAITING if settings.HAS_MAIL_SERVER else StoredMail.State.KEPT
    for recipient in dict.fromkeys(message.recipients()):
        row = StoredMail(
            recipient=recipient[:320],
            sender=sanitize_address(message.from_email, encoding),
            subject=message.subject[:250],
            content=content,
            state=state,
            is_report=isinstance(message, Report),
        )
        try:
            row.recipient = sanitize_address(recipient, encoding)
        except ValueError:
            row.state, row.problem = StoredMail.State.PARKED, "This is not a mail address."
        yield row
