"""The record follows every change that patients can read."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished

from clinic.archive.editions import close, keep_shown
from clinic.archive.models import Edition
from clinic.archive.voiding import void_pages_showing
from clinic.content.models import KeyFigure
from clinic.site.models import ClinicDetails

NUMBERS = ("phone", "emergency_number")
CARE_CARD = "care-card"

post_save.connect(void_pages_showing, sender=KeyFigure)


@receiver(page_unpublished)
def taken_off(instance: Page, **kwargs: Any) -> None:
    """Withdrawn, expired or taken down by a script: patients read this page no longer."""
    close(instance)


@receiver(pre_save, sender=ClinicDetails)
def numbers_change(instance: ClinicDetails, **kwargs: Any) -> None:
    """Care cards show the clinic's numbers: from now on patients read others on every page that has one."""
    before = ClinicDetails.objects.filter(pk=instance.pk).values(*NUMBERS).first() or {}
    gone = [number for name, number in before.items() if number != getattr(instance, name)]
    if gone:
        transaction.on_commit(lambda: keep_pages_with(gone), robust=True)


def keep_pages_with(gone: list[str]) -> None:
    """New editions of the pages that have shown one of these numbers; where there was none, of all with a care card."""
    shown = Q()
    for number in gone:
        shown |= Q(html__contains=number or CARE_CARD)
    editions = Edition.objects.open().filter(shown)
    for page in Page.objects.filter(pk__in=editions.values("page")).specific().iterator(chunk_size=100):
        keep_shown(page)
