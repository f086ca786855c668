"""What follows when a page goes live: its change note is kept."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from clinic.review import change_notes


@receiver(page_published)
def keep_change_note(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """A change goes live: its note is kept, for patients or for the history."""
    change_notes.keep_note(instance, revision)
