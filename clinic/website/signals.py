"""Error pages show the phone number even while the database is away: they learn it when it is saved."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from clinic.site.models import ClinicDetails
from clinic.website.last_known import remember


@receiver(post_save, sender=ClinicDetails)
def tell_error_pages(instance: ClinicDetails, **kwargs: Any) -> None:
    transaction.on_commit(lambda: remember(instance))
