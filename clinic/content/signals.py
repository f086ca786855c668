"""What is shown somewhere stays; and search finds a page by a key figure's new words as soon as they are saved."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import ReferenceIndex
from wagtail.search.index import insert_or_update_object

from clinic.content.deletion_guard import StillShown, named, places
from clinic.content.models import KeyFigure


@receiver(pre_delete)
def refuse_shown(instance: Model, **kwargs: Any) -> None:
    """Whichever screen or script deletes it."""
    if hasattr(instance, "words_shown") and (found := places(instance)):
        raise StillShown(f"“{instance}” is shown by {named(found)}. Take it out there first.")


@receiver(post_save, sender=KeyFigure)
def index_pages_again(instance: KeyFigure, **kwargs: Any) -> None:
    transaction.on_commit(lambda: index_pages_showing(instance))


def index_pages_showing(figure: KeyFigure) -> None:
    for source, _ in ReferenceIndex.get_references_to(figure).group_by_source_object():
        insert_or_update_object(source)
