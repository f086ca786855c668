"""The record follows every change that patients can read."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from clinic.archive.approved_in_a_page import list_with
from clinic.archive.editions import close
from clinic.archive.models import Edition
from clinic.archive.models.edition import EditionQuerySet
from clinic.archive.voiding import void, void_pages_showing
from clinic.content.models import ClinicDocument, ClinicImage, KeyFigure
from clinic.content.shown_elsewhere import named
from clinic.site.forms import NUMBERS, TOLD_BY
from clinic.site.models import ClinicDetails

CARE_CARD = "care-card"

for shown in (KeyFigure, ClinicImage, ClinicDocument):
    post_save.connect(void_pages_showing, sender=shown)


@receiver(page_published)
def read_with_it(instance: Page, **kwargs: Any) -> None:
    """New words of the glossary in an approved page are approved."""
    if instance.live and getattr(instance, "live_hash", ""):
        list_with(instance)


@receiver(page_unpublished)
def taken_off(instance: Page, **kwargs: Any) -> None:
    """Withdrawn, expired or taken down by a script: patients read this page no longer."""
    close(instance)


@receiver(pre_save, sender=ClinicDetails)
def numbers_change(instance: ClinicDetails, **kwargs: Any) -> None:
    """Care cards tell patients to call the clinic's numbers: they were signed with the old ones."""
    before = ClinicDetails.objects.filter(pk=instance.pk).values(*NUMBERS).first() or {}
    gone = {name: number for name, number in before.items() if number != getattr(instance, name)}
    if gone:
        said = [
            f"{name.replace('_', ' ')}: “{number}” became “{getattr(instance, name)}”" for name, number in gone.items()
        ]
        why = f"A number of the clinic was changed. {'. '.join(said)}"[:250]
        log(instance, "clinic.number_changed", data={"why": why})
        transaction.on_commit(lambda: void(pages_with(gone.values()), why), robust=True)


def pages_with(gone: Iterable[str]) -> QuerySet[Page]:
    """Live pages that have told one of these numbers; where there was none, all with a care card."""
    return Page.objects.filter(pk__in=editions_with(gone).values("page"))


def editions_with(numbers: Iterable[str]) -> EditionQuerySet:
    shown = Q()
    for number in numbers:
        shown |= Q(html__contains=number or CARE_CARD)
    return Edition.objects.open().filter(shown)


def told_by(number: str) -> str:
    """For the form of the clinic's details: the signed pages that tell this number, and who answers for them."""
    signed = editions_with([number]).signed().order_by("title").values_list("title", "signer")
    if not signed:
        return ""
    signers = ", ".join(sorted({signer for _, signer in signed}))
    pages = named([title for title, _ in signed])
    return (
        f"Told by {pages}, which {signers} approved. A new number is read there at once: these pages say that "
        "something has changed until they are approved again."
    )


TOLD_BY.append(told_by)
