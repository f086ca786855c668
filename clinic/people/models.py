"""A member of staff."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from clinic.content.models.unsigned_words import ReadByClaimsCheck


class User(ReadByClaimsCheck, AbstractUser):
    """A member of staff. The public fields are what patients see when this person writes or checks a page."""

    unsigned_words = unsigned_names = ("public_name", "role_title", "credentials")

    public_name = models.CharField(
        "name shown to patients", max_length=120, blank=True, help_text="For example: Dr Maya Ortiz."
    )
    role_title = models.CharField(
        "role shown to patients", max_length=120, blank=True, help_text="For example: pain consultant."
    )
    credentials = models.CharField(
        max_length=120, blank=True, help_text="Qualifications and registration, for example: MD, FAAPMR."
    )
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    deputy = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Gets the reminders while this person is away. Approves only who may approve themselves.",
    )
    away_until = models.DateField(null=True, blank=True, help_text="The last day away. Empty: not away.")

    class Meta(AbstractUser.Meta):
        pass

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The name under which somebody signs is an admin's to change, not a word of their own account page."""
        self.public_name = self.display_name
        super().save(*args, **kwargs)

    @property
    def is_away(self) -> bool:
        return self.away_until is not None and self.away_until >= timezone.localdate()

    def may_sign_off(self) -> bool:
        """Whether this person checks texts. The right is nobody's to lend: a deputy's is theirs or none."""
        return self.has_perm("review.sign_off")

    @property
    def display_name(self) -> str:
        """The name patients see: where an admin gives none, the one that the account began with."""
        return self.public_name or self.get_full_name() or self.username

    @property
    def byline(self) -> str:
        """Name, credentials and role in one line: "Dr Maya Ortiz, MD, pain consultant"."""
        return ", ".join(filter(None, [self.display_name, self.credentials, self.role_title]))
