"""A member of staff."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from clinic.content.models.unsigned_words import ReadByClaimsCheck
from clinic.people.namesakes import KNOWN_ELSEWHERE, NAMES_ELSEWHERE, bare
from clinic.people.one_person import lends_a_name, why_no_name

# Told from what to what, whoever changes it.
KEPT = ["username", "first_name", "last_name", "public_name", "email", "role_title", "credentials", "is_active"]
TAKEN = "{} has or had this address, and it stays theirs."
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
        """Nobody takes the name or address of somebody else who is known here. What stood there before stops nobody."""
        super().clean_fields(exclude)
        before = User.objects.filter(pk=self.pk).first() or User()
        changed = {name for name in KEPT if getattr(before, name) != getattr(self, name)} - {*(exclude or ())}
        if refused := {name: said for name in changed if (said := self.why_not(name))}:
            raise ValidationError(refused)

    def why_not(self, name: str) -> str:
        """Why this field cannot say what it says now; empty where it can."""
        match name:
            case "public_name":
                return self.why_not_called(self.public_name)
            case "first_name" | "last_name":
                return self.why_not_called(self.get_full_name())
            case "role_title" | "credentials":
                return lends_a_name(getattr(self, name), names_of_others(self.own_names))
            case "email":
                others = (account for account in accounts_known_as("", self.email) if account.pk != self.pk)
                return next((TAKEN.format(account) for account in others), "")
        return ""

    def why_not_called(self, name: str) -> str:
        refused = why_no_name(name, names_of_others(self.own_names))
        return refused or (NAMESAKE.format(name) if self.is_somebody_else(name) else "")

    def is_somebody_else(self, name: str) -> bool:
        """Whether another account, or somebody of a register, is or was called so, whatever their titles."""
        same = any(account.pk != self.pk for account in accounts_known_as(name))
        return same or any(known(name, self) for known in KNOWN_ELSEWHERE)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """The name under which somebody signs is an admin's to change, not a word of their own account page."""
        self.public_name = self.display_name
        fields = kwargs.get("update_fields")
        looks = fields is None or {*KEPT} & {*fields}
        # Of two renames at the same moment the second sees what the first wrote.
        rows = User.objects.select_for_update(no_key=True)
        before = rows.filter(pk=self.pk).first() if self.pk and looks else None
        super().save(*args, **kwargs)
        if before:
            self.keep_what_was(before)

    def keep_what_was(self, before: User) -> None:
        """Names and address that are others now stay this person's; the record has each change from what to what."""
        changed = [name for name in KEPT if getattr(before, name) != getattr(self, name)]
        if before.called != self.called or before.email != self.email:
            was = {"name": before.display_name, "full_name": before.get_full_name(), "email": before.email}
            self.former_names.create(**was)
            self.__dict__.pop("names_before", None)
        if changed:
            told = [f"{label(name)}: “{getattr(before, name)}” became “{getattr(self, name)}”" for name in changed]
            log(self, "clinic.account_changed", data={"why": ". ".join(told)})

    @property
    def called(self) -> tuple[str, str]:
        return self.display_name, self.get_full_name()

    @property
    def names(self) -> set[str]:
        """Of today and before."""
        return {*self.called, *(name for one in self.names_before for name in (one.name, one.full_name))}

    @property
    def own_names(self) -> set[str]:
        """With those that the row has until it is saved."""
        return self.names.union(*(one.called for one in User.objects.filter(pk=self.pk)))

    @property
    def addresses(self) -> set[str]:
        known = [self.email, *(one.email for one in self.names_before)]
        return {address.lower() for address in known if address}

    @cached_property
    def names_before(self) -> list[FormerName]:
        return sorted(self.former_names.all(), key=lambda one: one.until) if self.pk else []

    def name_at(self, moment: datetime) -> str:
        """The name of that time; beside it the one of today, where it is another."""
        then = next((one.name for one in self.names_before if one.until > moment), self.display_name)
        return then if then == self.display_name else f"{then} (now {self.display_name})"

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


class FormerName(models.Model):
    """How an account was called, and its address, until they were changed: both stay its own."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=310)
    full_name = models.CharField(max_length=310, blank=True)
    email = models.EmailField(blank=True)
    until = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


def accounts_known_as(name: str, email: str = "") -> list[User]:
    """Accounts, in use or not, with this name or address, today or ever, whatever their titles."""
    wanted, address = bare(name), email.lower()

    def same(one: User | FormerName, *names: str) -> bool:
        called = bool(wanted) and wanted in map(bare, names)
        return called or bool(address) and one.email.lower() == address

    found = {user: None for user in User.objects.all() if same(user, *user.called)}
    formers = FormerName.objects.select_related("user")
    return [*found | {one.user: None for one in formers if same(one, one.name, one.full_name)}]


def names_of_others(own: Iterable[str]) -> Iterator[str]:
    """Of everybody with an account and of whom higher rooms know, today and before; only looked up when read."""
    mine = {*map(bare, own)}
    users = [name for user in User.objects.prefetch_related("former_names") for name in user.names]
    known = [*users, *(name for names in NAMES_ELSEWHERE for name in names())]
    yield from (name for name in known if bare(name) not in mine)


def label(name: str) -> str:
    return str(User._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
