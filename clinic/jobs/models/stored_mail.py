from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

# A server that says no to one message is asked again so often, or for so long while it says no to everybody.
MOST_TRIES = 5
LONGEST_TRYING = timedelta(days=1)
# Longer than any hand-over takes: every step of one waits at most EMAIL_TIMEOUT.
HAND_OVER_ENDS = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)


class StoredMailQuerySet(models.QuerySet):
    def due(self):
        return self.filter(state=StoredMail.State.WAITING, next_try_at__lte=Now()).order_by("pk")

    def left_behind(self):
        """Claimed by a sender that was stopped before it could say what became of them."""
        return self.filter(state=StoredMail.State.SENDING, claimed_at__lt=Now() - HAND_OVER_ENDS)

    def in_trouble(self):
        """Somebody has to decide about these."""
        return self.filter(state__in=[StoredMail.State.PARKED, StoredMail.State.UNSURE])

    def to_report(self):
        return self.in_trouble().filter(reported_at=None, is_report=False)

    def late(self, minutes):
        """Waiting for so long although there is a server."""
        return self.filter(state=StoredMail.State.WAITING, trying_since__lt=Now() - timedelta(minutes=minutes))

    def outlived(self):
        """Done with, one way or another, and kept long enough."""
        done = Q(state__in=[StoredMail.State.SENT, StoredMail.State.KEPT, StoredMail.State.LEFT])
        return self.filter(done, created_at__lt=Now() - KEPT_FOR)

    def to_send_again(self):
        """What an admin may send again: what is in trouble and still has its text."""
        return self.in_trouble().exclude(content=None)

    def send_again(self):
        return self.to_send_again().update(
            state=StoredMail.State.WAITING, tries=0, problem="", next_try_at=Now(), trying_since=Now(), reported_at=None
        )

    def leave(self):
        """Not to be sent any more; the text goes."""
        return self.in_trouble().update(state=StoredMail.State.LEFT, content=None)


class StoredMail(models.Model):
    """One message to one recipient: stored with what caused it, handed to the mail server afterwards.

    `content` is the whole message as bytes; it is thrown away as soon as the server has it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being handed over"
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
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=250, blank=True)
    is_report = models.BooleanField(default=False)
    created_at = models.DateTimeField("stored", db_default=Now())
    trying_since = models.DateTimeField(db_default=Now())
    next_try_at = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField("sent", null=True)
    reported_at = models.DateTimeField(null=True)

    objects = StoredMailQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state__in=["waiting", "sending"]), name="mail_waiting")
        ]

    def __str__(self):
        return f"{self.subject} to {self.recipient}"

    # What becomes of it; each says it to the database at once, whatever else the sender does afterwards.

    def note(self, **fields):
        StoredMail.objects.filter(pk=self.pk).update(**fields)

    def handing_over(self):
        self.note(handed_at=Now())

    def was_sent(self):
        self.note(state=self.State.SENT, sent_at=Now(), content=None, problem="")

    def perhaps_sent(self, problem):
        self.note(state=self.State.UNSURE, problem=problem)

    def put_back(self, problem, seconds):
        """Nobody has it yet; try again after so many seconds."""
        later = Now() + timedelta(seconds=seconds)
        self.note(state=self.State.WAITING, problem=problem, next_try_at=later, claimed_at=None, handed_at=None)

    def was_refused(self, problem):
        """The server said no to this message: again later, at last never.

        While the server takes nobody's mail the fault is not the message's, and it is not counted against it.
        """
        self.tries += StoredMail.objects.filter(sent_at__gt=self.trying_since).exists()
        self.note(tries=self.tries)
        old = StoredMail.objects.filter(pk=self.pk, trying_since__lt=Now() - LONGEST_TRYING)
        if self.tries >= MOST_TRIES or old.exists():
            self.note(state=self.State.PARKED, problem=problem)
        else:
            self.put_back(problem, seconds=min(60 * 2**self.tries, 300))
