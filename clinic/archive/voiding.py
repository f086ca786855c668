"""A key figure, source or glossary word changed: pages that show it were signed with other words, and say so."""

from typing import Any

from django.db import transaction

from clinic.archive.editions import keep
from clinic.review.actions import void_signatures
from clinic.review.content_hash import pages_showing


def void_pages_showing(instance: Any, created: bool, **kwargs: Any) -> None:
    """Receiver of post_save: once the change is certain, take the signatures off live pages that show the snippet."""
    if not created or not instance.locale.is_default:
        transaction.on_commit(lambda: void_now(instance))


def void_now(snippet: Any) -> None:
    why = f"{snippet._meta.verbose_name.capitalize()} “{snippet}” was changed"[:250]
    for page in pages_showing(snippet):
        if page.live:
            page = page.specific
            void_signatures(page, why)
            keep(page)
