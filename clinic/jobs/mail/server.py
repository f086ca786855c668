"""Handing one message to the SMTP server, and knowing what became of it. No word of a message is ever logged."""

import re
import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

# Replies of a mail server (RFC 5321).
TAKEN = range(200, 300)
GO_ON = 354
CLOSING = 421


class ServerTrouble(Exception):
    """The server takes no mail just now; certainly nothing was delivered."""


class Refused(Exception):
    """The server said no to this one message; certainly it was not delivered."""


class Unsure(Exception):
    """The line broke while the message was handed over: it may have been delivered, or not."""


class MailServer:
    """The SMTP server of the settings. Every step waits at most EMAIL_TIMEOUT seconds. Use in a `with`."""

    def __init__(self):
        self._backend = EmailBackend(timeout=settings.EMAIL_TIMEOUT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with suppress(OSError, smtplib.SMTPException):
            if self._backend.connection:
                self._backend.connection.quit()
        self._close()

    def hand_over(self, mail, before_the_text):
        """Gives `mail` to the server; calls `before_the_text` when the next step may deliver it.

        Raises ServerTrouble, Refused or Unsure; returns when the server has taken it.
        """
        try:
            smtp = self._connected()
            self._address(smtp, mail)
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise ServerTrouble(said(error)) from error
        before_the_text()
        self._text(smtp, mail)

    def _connected(self):
        if self._backend.connection and not answers(self._backend.connection):
            self._close()
        self._backend.open()
        return self._backend.connection

    def _address(self, smtp, mail):
        """Who it is from and to, until the server waits for the text."""
        smtp.ehlo_or_helo_if_needed()
        self._expect(smtp.mail(mail.sender), TAKEN, "the sender's address")
        self._expect(smtp.rcpt(mail.recipient), TAKEN, "the recipient's address")
        self._expect(smtp.docmd("DATA"), [GO_ON], "the announcement of the text")

    def _expect(self, reply, expected, what):
        code, _ = reply
        if code in expected:
            return
        if code == CLOSING:
            self._close()
            raise ServerTrouble(f"{code}, closing the line")
        self._backend.connection.rset()
        raise Refused(f"{code} to {what}")

    def _text(self, smtp, mail):
        """From here on the server may have the message although we do not hear so."""
        try:
            smtp.send(dotted(bytes(mail.content)))
            reply = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise Unsure(said(error)) from error
        self._expect(reply, TAKEN, "the text")

    def _close(self):
        """Forgets the line, without waiting for a server that may not answer."""
        for line in (self._backend.connection, self._backend._partial_connection):
            if line:
                line.close()
        self._backend.connection = self._backend._partial_connection = None


def dotted(content):
    """The text of a message as SMTP wants it: a dot that begins a line is doubled, one alone ends it (RFC 5321)."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def answers(smtp):
    try:
        return smtp.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def said(error):
    """What an error means, without the server's own words: those may repeat addresses and texts."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
