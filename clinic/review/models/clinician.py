"""Clinicians without an account: who may be asked to sign by a link, and who vouches for them."""

import re
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from clinic.people.models import User

TITLES = re.compile(r"\b(?:dr|prof|mr|mrs|ms|md|phd)\b\.?|[^\w\s]", re.I)
IS_STAFF = "{name} works here as {account}: members of staff approve with their own account."


class ClinicianQuerySet(models.QuerySet["Clinician"]):
    def current(self) -> Self:
        """Those who may be asked today."""
        return self.filter(until__gte=timezone.localdate())


class ClinicianForm(WagtailAdminModelForm):
    """Staff who may vouch stand in the order of their names: no database keeps one by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vouched_by"].queryset = self.fields["vouched_by"].queryset.order_by("username")


class Clinician(models.Model):
    """Somebody outside whose signature counts. An admin has made sure of who they are, and of their address."""

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
        help_text="Who knows them, and has made sure that the address is theirs.",
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
        self.refuse_staff()

    def refuse_staff(self) -> None:
        """Raise ValidationError for somebody who has an account, by their address or their name."""
        if account := self.account():
            raise ValidationError(IS_STAFF.format(name=self.name, account=account))

    def namesakes(self) -> list["Clinician"]:
        """Others in the register who are called so, whatever their titles: perhaps the same person twice."""
        others = Clinician.objects.exclude(pk=self.pk)
        return [one for one in others if bare(one.name.partition(",")[0]) == bare(self.name.partition(",")[0])]

    def account(self) -> User | None:
        """The account of the same person, in use or not: their address, or their name without titles."""
        return account_named(self.name, self.email)


def account_named(name: str, email: str = "") -> User | None:
    """The account with this address, or of somebody who is called so, whatever their titles."""
    wanted, address = bare(name.partition(",")[0]), email.lower()
    same = (
        user
        for user in User.objects.all()
        if bare(user.display_name) == wanted or (address and user.email.lower() == address)
    )
    return next(same, None)


def bare(name: str) -> str:
    return " ".join(TITLES.sub(" ", name).casefold().split())
