"""The record of where pages lead to follows every change that patients can see. It never stops one."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from clinic.checks.proofread import Proofread
from clinic.content.where_shown import pages_showing
from clinic.links.links_of_pages import note_details, note_links
from clinic.site.models import ClinicDetails


@receiver([page_published, page_unpublished])
def page_changed(instance: Page, **kwargs: Any) -> None:
    afterwards(lambda: note_anew([instance]))


@receiver(post_save)
def snippet_changed(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """A source got another address: so did all pages that name it. A new one is named by none yet."""
    if not created and hasattr(sender, "words_shown") and hasattr(sender, "link"):
        afterwards(lambda: note_anew(pages_showing(instance)))


@receiver(post_save, sender=ClinicDetails)
def details_changed(instance: ClinicDetails, **kwargs: Any) -> None:
    afterwards(lambda: note_details(instance))


def note_anew(pages: Iterable[Page]) -> None:
    for page in Page.objects.filter(pk__in=[page.pk for page in pages]).specific():
        if isinstance(page, Proofread):
            note_links(page)


def afterwards(act: Callable[[], None]) -> None:
    """Once the change is kept; what goes wrong is logged and undoes nothing."""
    transaction.on_commit(act, robust=True)
