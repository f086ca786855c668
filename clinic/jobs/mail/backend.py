from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import sanitize_address

from clinic.jobs.models import StoredMail


class KeepFirst(BaseEmailBackend):
    """Django's mail goes into the database: a mail server that is slow, away or unwilling holds up no one.

    Rolled back with the transaction it belongs to. One row for each recipient, so that each gets it once.
    """

    def send_messages(self, email_messages):
        messages = list(email_messages)
        StoredMail.objects.bulk_create(row for message in messages for row in rows_of(message))
        return len(messages)


def rows_of(message):
    """A StoredMail for each recipient. `message.is_report`: about mail itself, so its own failure is not reported."""
    encoding = message.encoding or settings.DEFAULT_CHARSET
    content = message.message().as_bytes(linesep="\r\n")
    state = StoredMail.State.WAITING if settings.HAS_MAIL_SERVER else StoredMail.State.KEPT
    for recipient in dict.fromkeys(message.recipients()):
        row = StoredMail(
            recipient=recipient[:320],
            sender=sanitize_address(message.from_email, encoding),
            subject=" ".join(str(message.subject).split())[:250],
            content=content,
            state=state,
            is_report=getattr(message, "is_report", False),
        )
        try:
            row.recipient = sanitize_address(recipient, encoding)
        except ValueError:
            row.state, row.problem = StoredMail.State.PARKED, "This is not a mail address."
        yield row
