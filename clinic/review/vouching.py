"""Who vouches for a clinician without an account is asked, and says so themselves, one function a verb."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from clinic.people.models import User
from clinic.people.staff_mail import address_in_admin
from clinic.review.models import Clinician
from clinic.review.models.clinician import MAY_NOT_VOUCH, OWN_ENTRY
from clinic.site.four_eyes import one_person_signs

DECLINED = "clinic.clinician_declined"
NAMED_SINCE = "Somebody else has been named for this clinician since, or the entry has run out."
OTHER_ENTRY = "The entry has changed since you opened this screen. Read it again before you vouch for it."


def asked(user: User) -> QuerySet[Clinician]:
    """For whom this person is to vouch, and has not said anything yet."""
    return Clinician.objects.current().filter(vouched_by=user, confirmed_at=None)


def tell(clinician: Clinician) -> None:
    """By mail: somebody named you."""
    voucher = clinician.vouched_by
    if voucher and voucher.email and not clinician.confirmed_at:
        words = {"clinician": clinician, "voucher": voucher, "address": address_in_admin("clinic_vouching")}
        text = render_to_string("emails/vouch.txt", words)
        send_mail(f"Do you vouch for {clinician.name}?", text, None, [voucher.email])


@transaction.atomic
def confirm(clinician: Clinician, user: User, seen: str) -> None:
    """`user`, who is named in the entry, knows this person, and the entry as they read it: `seen`."""
    entry = Clinician.objects.select_for_update().get(pk=clinician.pk, vouched_by=user)
    if entry.seen != seen:
        raise ValidationError(OTHER_ENTRY)
    if not user.may_sign_off():
        raise ValidationError(MAY_NOT_VOUCH.format(user.display_name))
    if entry.entered_by_id == user.pk and not one_person_signs():
        raise ValidationError(OWN_ENTRY)
    Clinician.objects.filter(pk=entry.pk).update(confirmed_at=timezone.now())
    log(entry, "clinic.clinician_confirmed", user=user, data={"why": str(entry)})


@transaction.atomic
def withdraw(clinician: Clinician, user: User) -> None:
    """`user` does not vouch for them, or does no more: nobody can ask them, and open links end."""
    entry = Clinician.objects.get(pk=clinician.pk, vouched_by=user)
    entry.vouched_by = None
    entry.save()
    log(entry, DECLINED, user=user, data={"why": str(entry)})


def declined(user: User) -> list[Clinician]:
    """Those for whom this person said no last, and nobody has been named since: they may take it back."""
    said = ModelLogEntry.objects.filter(action=DECLINED, content_type=ContentType.objects.get_for_model(Clinician))
    last = {entry.object_id: entry.user_id for entry in said.order_by("timestamp")}
    mine = [pk for pk, who in last.items() if who == user.pk]
    return [*Clinician.objects.current().filter(pk__in=mine, vouched_by=None)]


@transaction.atomic
def take_back_no(clinician: Clinician, user: User) -> None:
    """`user` said no, and is asked again: they say yes on the same screen, to the entry as it is now."""
    entry = Clinician.objects.select_for_update().get(pk=clinician.pk)
    if entry not in declined(user):
        raise ValidationError(NAMED_SINCE)
    entry.vouched_by = user
    entry.save()
