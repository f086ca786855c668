"""What visitors searched in vain."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

DAYS_OPEN = 90


class SuggestedQuestions(models.QuerySet["SuggestedQuestion"]):
    def waiting(self, language: str) -> Self:
        """Those in `language` that nobody has dealt with, the newest first."""
        return self.filter(language=language, done=False).order_by("-day", "-pk")

    def no_longer_needed(self) -> Self:
        """Those that were dealt with, and those that nobody has taken up for DAYS_OPEN days."""
        too_old = timezone.localdate() - timedelta(days=DAYS_OPEN)
        return self.filter(Q(done=True) | Q(day__lt=too_old))


class SuggestedQuestion(models.Model):
    """What a visitor searched in vain and wishes to read here. No address, no time of day, no cookie: nobody is named.

    The same words on the same day are kept once: a page that is loaded again sends them again.
    """

    LONGEST = 300

    text = models.CharField(max_length=LONGEST)
    language = models.CharField(max_length=20)
    day = models.DateField()
    done = models.BooleanField(default=False)

    objects = SuggestedQuestions.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "language", "text"], name="one_suggestion_a_day")]

    def __str__(self) -> str:
        return f"Suggestion of {self.day}"

    @classmethod
    def keep(cls, text: str, language: str) -> None:
        suggestion = SuggestedQuestion(text=text, language=language, day=timezone.localdate())
        SuggestedQuestion.objects.bulk_create([suggestion], ignore_conflicts=True)
