"""Handing one message to the SMTP server, and knowing what became of it. No word of a message is ever logged."""

import re
import smtplib
from collections.abc import Collection
from contextlib import closing, suppress

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from clinic.jobs.models import StoredMail
from clinic.jobs.periodic import JobTrouble

# Replies of a mail server (RFC 5321).
TAKEN = range(200, 300)
GO_ON = 354
CLOSING = 421


class ServerTrouble(JobTrouble):
    """The server takes no mail just now; certainly nothing was delivered."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The mail server takes no mail: {why}.")


class Refused(Exception):
    """The server said no to this one message; certainly it was not delivered."""


class Unsure(JobTrouble):
    """The line broke while the message was handed over: it may have been delivered, or not."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The line to the mail server broke while it was handed over: {why}.")


def hand_over(mail: StoredMail) -> bool:
    """Whether the server has it from us, not from another worker. Raises ServerTrouble, Refused or Unsure.

    Each step waits at most EMAIL_TIMEOUT seconds.
    """
    if not settings.HAS_MAIL_SERVER:
        raise ServerTrouble("none is set (EMAIL_URL)")
    try:
        smtp = connected()
    except (OSError, smtplib.SMTPException) as error:
        raise ServerTrouble(said(error)) from None
    with closing(smtp):
        return spoken_with(smtp, mail)


def connected() -> smtplib.SMTP:
    backend = EmailBackend(timeout=settings.EMAIL_TIMEOUT)
    backend.open()
    assert backend.connection
    return backend.connection


def spoken_with(smtp: smtplib.SMTP, mail: StoredMail) -> bool:
    """As `hand_over`, on an open line."""
    try:
        address(smtp, mail)
        ours = mail.begin_hand_over()
        if ours:
            send_text(smtp, bytes(mail.content or b""))
            say_goodbye(smtp)
        return ours
    except Refused:
        say_goodbye(smtp)
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise ServerTrouble(said(error)) from None


def address(smtp: smtplib.SMTP, mail: StoredMail) -> None:
    """Who it is from and to, until the server waits for the text."""
    smtp.ehlo_or_helo_if_needed()
    expect(smtp.mail(mail.sender), TAKEN, "the sender's address")
    expect(smtp.rcpt(mail.recipient), TAKEN, "the recipient's address")
    expect(smtp.docmd("DATA"), [GO_ON], "the announcement of the text")


def send_text(smtp: smtplib.SMTP, content: bytes) -> None:
    """From here on the server may have the message although we do not hear so."""
    try:
        smtp.send(dotted(content))
        reply = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unsure(said(error)) from None
    expect(reply, TAKEN, "the text")


def expect(reply: tuple[int, bytes], expected: Collection[int], what: str) -> None:
    code = reply[0]
    if code == CLOSING:
        raise ServerTrouble(f"{code}, closing the line")
    if code not in expected:
        raise Refused(f"{code} to {what}")


def say_goodbye(smtp: smtplib.SMTP) -> None:
    with suppress(OSError, smtplib.SMTPException):
        smtp.quit()


def dotted(content: bytes) -> bytes:
    """The text of a message as SMTP wants it: a dot that begins a line is doubled, one alone ends it (RFC 5321)."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def said(error: Exception) -> str:
    """What an error means, without the server's own words: those may repeat addresses and texts."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
