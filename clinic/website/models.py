"""What is noted when something that visitors read has changed."""

from django.db import models


class ContentChange(models.Model):
    """Written by triggers (clinic.website.change_triggers) in the transaction of the change: there is no way past them.

    Many rows instead of one number: whoever raises a number waits for whoever raised it before. `page`: the page whose
    words changed; none where it may be any.
    """

    page = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Change {self.pk}"
