"""A member of staff."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from clinic.content.models.unsigned_words import ReadByClaimsCheck
from clinic.people.namesakes import KNOWN_ELSEWHERE, bare

NAMESAKE = "{} is the name of somebody else here. Tell the two apart, for example by a middle name."


class User(ReadByClaimsCheck, AbstractUser):
    """A member of staff. The public fields are what patients see when this person writes or checks a page."""

    unsigned_words = unsigned_names = ("public_name", "role_title", "credentials")
    # Admins write them, from a register with its numbers.
    may_name_contacts, has_somebody_to_ask = True, False

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

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Nobody takes the name of somebody else who is known here. A name that stood there before stops nobody."""
        super().clean_fields(exclude)
        before = User.objects.filter(pk=self.pk).first() or User()
        full = self.get_full_name()
        names = {"public_name": self.public_name, "last_name": full, "first_name": full}
        changed = {name for name in names if getattr(before, name) != getattr(self, name)} - {*(exclude or ())}
        refused = {name: NAMESAKE.format(names[name]) for name in changed if self.is_somebody_else(names[name])}
        if refused:
            raise ValidationError(refused)

    def is_somebody_else(self, name: str) -> bool:
        """Whether another account, or somebody of a register, is called so, whatever their titles."""
        wanted = bare(name)
        others = User.objects.exclude(pk=self.pk) if wanted else []
        same = any(wanted in (bare(other.display_name), bare(other.get_full_name())) for other in others)
        return bool(wanted) and (same or any(known(name, self) for known in KNOWN_ELSEWHERE))

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
