"""Clinicians without an account: who may be asked to sign by a link, and who vouches for them."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.log_actions import log

from clinic.content.models.unsigned_words import ReadByClaimsCheck
from clinic.content.moments import day
from clinic.people.models import User, accounts_known_as, names_of_others
from clinic.people.namesakes import bare
from clinic.people.one_person import lends_a_name, why_no_name
from clinic.site.four_eyes import one_person_signs

BACKEND = "django.contrib.auth.backends.ModelBackend"
# What a voucher has confirmed; another word in it, and they are asked again.
CONFIRMED = ["name", "title", "registration", "email", "vouched_by"]
KEPT = [*CONFIRMED, "until"]
MAY_NOT_VOUCH = "{} may not approve texts. Only somebody who may approve them can vouch for who approves by a link."
OWN_ENTRY = "Somebody else has to vouch than whoever writes the entry; they are asked."
IS_STAFF = "{name} works here as {account}: members of staff approve with their own account."


class ClinicianQuerySet(models.QuerySet["Clinician"]):
    def current(self) -> Self:
        """Those whose time is not over."""
        return self.filter(until__gte=timezone.localdate())

    def askable(self) -> Self:
        """Those who may be asked today: somebody has said that they know them, and is still there to answer for it.

        Whom one person entered and vouched for alone, as a practice of one may, only while it is one.
        """
        found = self.current().exclude(confirmed_at=None).filter(vouched_by__in=who_may_vouch())
        return found if one_person_signs() else found.exclude(entered_by=F("vouched_by"))

    def not_askable(self) -> Self:
        return self.current().exclude(pk__in=self.askable())


def who_may_vouch() -> models.QuerySet[User]:
    """Whoever may approve texts today: not who has left, nor who has another role by now."""
    return User.objects.with_perm("review.sign_off", backend=BACKEND)


class ClinicianForm(WagtailAdminModelForm):
    """Keeps who wrote an entry from vouching for it: one admin could else make a clinician and sign as her."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vouched_by"].queryset = who_may_vouch().order_by("username")
        self.fields["vouched_by"].error_messages["invalid_choice"] = MAY_NOT_VOUCH.format("This person")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.instance.pk or {*CONFIRMED[:-1]} & {*self.changed_data}:
            self.instance.entered_by = self.for_user
        voucher = cleaned.get("vouched_by")
        if voucher and voucher in (self.for_user, self.instance.entered_by) and not one_person_signs():
            self.add_error("vouched_by", OWN_ENTRY)
        return cleaned


class Clinician(ReadByClaimsCheck):
    """Somebody outside whose signature counts. An admin has made sure of who they are, and of their address."""

    unsigned_words = unsigned_names = ("name", "title")
    # Admins write them, from a register with its numbers.
    may_name_contacts, has_somebody_to_ask = True, False

    name = models.CharField(max_length=120, help_text="As patients will read it, for example: Dr Maya Ortiz.")
    title = models.CharField(
        "role and qualifications", max_length=250, help_text="For example: pain consultant, MD. Patients read it too."
    )
    registration = models.CharField(
        "registration number", max_length=60, help_text="With the body that keeps the register. Look it up there."
    )
    email = models.EmailField("e-mail address", unique=True, help_text="Their own, at the place where they work.")
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        limit_choices_to={"is_active": True},
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A colleague who may approve texts, knows them, and has made sure that the address is theirs. They "
        "are asked; before they have said so themselves nobody can send a link.",
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    # Whose words the entry has.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    until = models.DateField("may be asked until", help_text="Nobody is sent a link after this day.")

    panels = [
        FieldRowPanel(["name", "title"]),
        FieldRowPanel(["registration", "email"]),
        FieldRowPanel([FieldPanel("vouched_by"), FieldPanel("until")]),
    ]
    base_form_class = ClinicianForm
    objects = ClinicianQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()
        if not self.vouched_by_id:
            raise ValidationError({"vouched_by": "Somebody has to vouch for them."})
        if refused := why_no_name(self.name, names_of_others(self.own_names)):
            raise ValidationError({"name": refused})
        if lent := lends_a_name(self.title, names_of_others(self.own_names)):
            raise ValidationError({"title": lent})
        self.refuse_staff()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every change is told from what to what; one of who it is ends what was confirmed, and the open links."""
        before = Clinician.objects.select_for_update().filter(pk=self.pk).first()
        changed = [name for name in KEPT if before is None or getattr(before, name) != getattr(self, name)]
        ends = before is not None and bool({*changed} & {*CONFIRMED})
        super().save(*args, **kwargs)
        if before:
            self.confirmed_at = None if ends else before.confirmed_at
            Clinician.objects.filter(pk=self.pk).update(confirmed_at=self.confirmed_at)
        if ends:
            self.end_links()
        if before and (before.name, before.email) != (self.name, self.email):
            FormerEntry.objects.create(clinician=self, name=before.name, email=before.email)
        if changed:
            log(self, "clinic.clinician_changed", data={"why": ". ".join(map(self.change(before), changed))})

    def change(self, before: "Clinician | None") -> Callable[[str], str]:
        def told(name: str) -> str:
            field: Any = Clinician._meta.get_field(name)
            label, new = str(field.verbose_name), getattr(self, name)
            return f"{label}: “{getattr(before, name) or ''}” became “{new}”" if before else f"{label}: “{new}”"

        return told

    def end_links(self) -> None:
        """Those made for the entry as it was."""
        for link in self.links.filter(used_at=None, revoked_at=None):
            link.revoked_at = timezone.now()
            link.save(update_fields=["revoked_at"])
            log(link.page, "clinic.link_revoked", data={"for": link.clinician_name, "why": "The entry was changed"})

    @property
    def seen(self) -> str:
        """A hash of what a voucher reads."""
        said = [str(getattr(self, name)) for name in CONFIRMED[:-1]]
        return sha256("\0".join(said).encode()).hexdigest()

    def standing(self) -> str:
        """For the list."""
        if not self.confirmed_at:
            return f"Waits for {self.vouched_by.display_name}" if self.vouched_by else "Nobody vouches"
        return self.why_no_more() or f"Confirmed {day(self.confirmed_at)}"

    standing.short_description = "May be asked"  # type: ignore[attr-defined]

    def why_no_more(self) -> str:
        """What became of whoever vouched; empty where they still may."""
        if self.vouched_by is None:
            return "Whoever vouched for them has left"
        if self.sole_maker_id and not one_person_signs():
            return f"{self.vouched_by.display_name} both entered them and vouched for them"
        if not self.vouched_by.is_active:
            return f"{self.vouched_by.display_name}, who vouched for them, has left"
        return "" if self.vouched_by.may_sign_off() else f"{self.vouched_by.display_name} may approve no more"

    def why_not_yet(self) -> str:
        """Why nobody can send a link; empty where it can be sent."""
        if self.confirmed_at:
            why = self.why_no_more()
            return why and f"{self.name} cannot be asked. {why}. An admin chooses who vouches for them now."
        if self.vouched_by is None:
            return f"{self.name} cannot be asked: nobody vouches for them. An admin chooses who does."
        return f"{self.name} cannot be asked yet: {self.vouched_by.display_name} has not said that they vouch for them."

    @property
    def sole_maker_id(self) -> int | None:
        """Of the account that both wrote the entry and vouches for it, as one may in a practice of one."""
        return self.entered_by_id if self.entered_by_id == self.vouched_by_id else None

    def refuse_unconfirmed(self) -> None:
        """Raise ValidationError for somebody for whom nobody vouches today in their own account."""
        if why := Clinician.objects.get(pk=self.pk).why_not_yet():
            raise ValidationError(why)

    def refuse_staff(self) -> None:
        """Raise ValidationError for somebody who has an account, by their address or their name, today or ever."""
        if accounts := self.accounts():
            raise ValidationError(IS_STAFF.format(name=self.name, account=accounts[0]))

    def namesakes(self) -> list["Clinician"]:
        """Others in the register who are or were called so, or had this address: perhaps the same person twice."""
        others, called = Clinician.objects.exclude(pk=self.pk).prefetch_related("former_entries"), bare(self.name)
        return [one for one in others if called in map(bare, one.names) or self.email.lower() in one.addresses]

    def accounts(self) -> list[User]:
        """Of the same person, in use or not: by their address, or name without titles; by those of before, too."""
        known = (account for one in self.known_as for account in accounts_known_as(one.name, one.email))
        return [*dict.fromkeys(known)]

    @property
    def known_as(self) -> list["Clinician | FormerEntry"]:
        """Today and before."""
        return [self, *(self.former_entries.all() if self.pk else ())]

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.known_as}

    @property
    def own_names(self) -> set[str]:
        """With the one that the row has until it is saved."""
        return self.names.union(Clinician.objects.filter(pk=self.pk).values_list("name", flat=True))

    @property
    def addresses(self) -> set[str]:
        return {one.email.lower() for one in self.known_as}


class FormerEntry(models.Model):
    """How somebody was called in the register, and their address, until an admin changed it."""

    clinician = models.ForeignKey(Clinician, on_delete=models.CASCADE, related_name="former_entries")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    until = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


def account_named(name: str) -> User | None:
    """Of somebody who is or was called so, whatever their titles."""
    return next(iter(accounts_known_as(name)), None)


def clinicians_named(name: str) -> Iterator[Clinician]:
    """Who is or was called so in the register, whatever their titles, and whether or not they may be asked today."""
    if wanted := bare(name):
        yield from (one for one in Clinician.objects.all() if bare(one.name) == wanted)
        formers = FormerEntry.objects.select_related("clinician")
        yield from (one.clinician for one in formers if bare(one.name) == wanted)
