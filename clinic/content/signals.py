"""Search finds a page by a key figure's new words as soon as they are saved."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ReferenceIndex
from wagtail.search.index import insert_or_update_object

from clinic.content.models import KeyFigure


@receiver(post_save, sender=KeyFigure)
def index_pages_again(instance: KeyFigure, **kwargs: Any) -> None:
    transaction.on_commit(lambda: index_pages_showing(instance))


def index_pages_showing(figure: KeyFigure) -> None:
    for source, _ in ReferenceIndex.get_references_to(figure).group_by_source_object():
        insert_or_update_object(source)
