"""Somebody's word that a translation says what its source says."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from clinic.content.moments import day


class Match(models.Model):
    """Somebody's word that a draft of the translation says what the source said to patients at `says_as_of`.

    It holds for that draft and for all later ones, and for patients as soon as one of them is live.
    """

    translation = models.ForeignKey("archive.Translation", on_delete=models.CASCADE, related_name="matches")
    edition = models.ForeignKey("archive.Edition", null=True, on_delete=models.SET_NULL, related_name="+")
    says_as_of = models.DateTimeField()
    # The id of the draft; a number, so that the word outlives the draft.
    revision = models.PositiveIntegerField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-says_as_of", "-pk"]

    def __str__(self) -> str:
        return f"{self.translation}: as of {day(self.says_as_of)}"
