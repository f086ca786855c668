"""An urgent notice on every page, for a while."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from clinic.content.models.unsigned_words import Disownable

TEXT_LENGTH = 200
LONGEST = timedelta(days=14)
UNFILLED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class Shown:
    """The `words` on a page, and their `language` where that is not the page's own."""

    words: str
    language: str = ""


def shown_in(language: str, text: str, in_languages: dict[str, str]) -> Shown:
    """Of a notice that says `text` in the first language."""
    if own := in_languages.get(language):
        return Shown(own)
    return Shown(text, "" if language == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE)


class UrgentNoticeQuerySet(models.QuerySet):
    def showing(self, now: datetime | None = None) -> Self:
        """What stands on every page at this moment, the one that began last first."""
        now = now or timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now)


def unfilled_in(text: str) -> str:
    """Why it cannot stand as a beginning left it; empty where it can."""
    found = UNFILLED.search(text)
    return f"Fill in {found[0]} or take it out." if found else ""


class UrgentNotice(Disownable, models.Model):
    """A few plain words on every page for a while: closed, phones down, snow. It goes by itself."""

    text = models.CharField(
        "what patients read",
        max_length=TEXT_LENGTH,
        help_text=f"At most {TEXT_LENGTH} letters. Say what is happening, until when, and what to do.",
    )
    # `{language: text}` of what was written besides the first language.
    in_languages = models.JSONField(default=dict, blank=True, editable=False)
    starts_at = models.DateTimeField("from", default=timezone.now)
    ends_at = models.DateTimeField("until", help_text="At most 14 days later. Then the notice goes by itself.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = UrgentNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = "urgent notice"

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> str:
        """In every language it is written in."""
        return " ".join(self.words_shown())

    def words_shown(self) -> list[str]:
        return [self.text, *self.in_languages.values()]

    def clean(self) -> None:
        super().clean()
        self.text = " ".join(self.text.split())
        errors = {}
        if unfilled := unfilled_in(self.text):
            errors["text"] = unfilled
        if self.starts_at and self.ends_at:
            errors |= self.wrong_times()
        if errors:
            raise ValidationError(errors)

    def wrong_times(self) -> dict[str, str]:
        if self.ends_at <= self.starts_at:
            return {"ends_at": "Choose a moment after the notice begins."}
        if self.ends_at - self.starts_at > LONGEST:
            return {"ends_at": "Choose a moment at most 14 days after the notice begins."}
        return {}

    def end_now(self) -> None:
        now = timezone.now()
        self.starts_at, self.ends_at = min(self.starts_at, now), now
        self.save(update_fields=["starts_at", "ends_at"])

    def end_as_disowned(self, words: str) -> bool:
        if self.said == words and self.state != "over":
            self.end_now()
        return self.state == "over"

    @property
    def state(self) -> str:
        """One of planned, showing and over."""
        now = timezone.now()
        if self.ends_at <= now:
            return "over"
        return "showing" if self.starts_at <= now else "planned"
