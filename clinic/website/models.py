"""What is noted when something that visitors read has changed, and how often somebody tried something."""

from django.db import models


class ContentChange(models.Model):
    """Written by triggers (page_cache/change_triggers.py) in the transaction of the change: there is no way past them.

    Many rows instead of one number: whoever raises a number waits for whoever raised it before. `page`: the page whose
    words changed; none where it may be any.
    """

    page = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Change {self.pk}"


class Tries(models.Model):
    """How often somebody tried something, until it no longer matters; `key` tells nothing of who it was."""

    key = models.CharField(max_length=250, primary_key=True)
    until = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.times} until {self.until}"


class TriesOfStaff(Tries):
    """At logging in, mostly. The public site may not touch them: it would let guesses begin anew."""


class TriesOfVisitors(Tries):
    """At the forms of the public site."""
