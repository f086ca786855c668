"""Mail as it is stored, and what became of each message."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

# Longer than any hand-over takes: every step of one waits at most EMAIL_TIMEOUT.
HAND_OVER_ENDS = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)


class StoredMailQuerySet(models.QuerySet["StoredMail"]):
    def waiting(self) -> Self:
        return self.filter(state=StoredMail.State.WAITING)

    def left_behind(self) -> Self:
        """Their worker was stopped in the one moment in which the server may have taken them, or not."""
        return self.waiting().filter(handed_at__lt=Now() - HAND_OVER_ENDS)

    def in_trouble(self) -> Self:
        """Somebody has to decide about these."""
        return self.filter(state__in=[StoredMail.State.PARKED, StoredMail.State.UNSURE])

    def to_report(self) -> Self:
        return self.in_trouble().filter(reported_at=None, is_report=False)

    def late(self, minutes: int) -> Self:
        """Waiting for so long although there is a server."""
        return self.waiting().filter(trying_since__lt=Now() - timedelta(minutes=minutes))

    def outlived(self) -> Self:
        """Done with, one way or another, and kept long enough."""
        done = [StoredMail.State.SENT, StoredMail.State.KEPT, StoredMail.State.LEFT]
        return self.filter(state__in=done, created_at__lt=Now() - KEPT_FOR)

    def leave(self) -> int:
        """Not to be sent any more; the text goes."""
        return self.in_trouble().update(state=StoredMail.State.LEFT, content=None)


class StoredMail(models.Model):
    """One message to one recipient: stored with what caused it, handed to the mail server afterwards.

    `content` is the whole message as bytes; it is thrown away as soon as the server has it. `handed_at` is set just
    before its text goes to the server: whoever finds it set does not know whether the server has the message.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        PARKED = "parked", "Refused too often"
        UNSURE = "unsure", "Perhaps delivered"
        LEFT = "left", "Left unsent"
        KEPT = "kept", "Kept here: no mail server is set"

    recipient = models.CharField(max_length=320)
    sender = models.CharField("from", max_length=320)
    subject = models.CharField(max_length=250, blank=True)
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    refusals = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=250, blank=True)
    is_report = models.BooleanField(default=False)
    created_at = models.DateTimeField("stored", db_default=Now())
    trying_since = models.DateTimeField(db_default=Now())
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField("sent", null=True)
    reported_at = models.DateTimeField(null=True)

    objects = StoredMailQuerySet.as_manager()
    # Whether this worker has begun to hand it over.
    is_handed_over = False

    class Meta:
        verbose_name = "message"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["trying_since"], condition=Q(state="waiting"), name="mail_waiting")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient}"

    def note(self, **fields: object) -> None:
        """Says it to the database at once, whatever else the worker does afterwards."""
        StoredMail.objects.filter(pk=self.pk).update(**fields)

    def begin_hand_over(self) -> bool:
        """Whether its text may go to the server now: true for one worker only, however many try."""
        free = StoredMail.objects.waiting().filter(pk=self.pk, handed_at=None)
        self.is_handed_over = bool(free.update(handed_at=Now()))
        return self.is_handed_over

    def put_back(self, **fields: object) -> None:
        """The server does not have it after all."""
        self.note(**fields, **({"handed_at": None} if self.is_handed_over else {}))
