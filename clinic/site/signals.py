"""There is one site: details, notices, search and roles are those of one clinic."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Site

ONE_SITE = "One site is all this software supports so far. Use another installation for another clinic."


@receiver(pre_save, sender=Site)
def refuse_a_second(instance: Site, **kwargs: Any) -> None:
    if instance._state.adding and Site.objects.exists():
        raise ValidationError(ONE_SITE)
