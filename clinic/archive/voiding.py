"""Something written elsewhere changed: pages that show it were signed with other words, and say so."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from wagtail.models import Page

from clinic.archive.editions import keep
from clinic.content.models import SharedText
from clinic.review.actions import void_signatures
from clinic.review.content_hash import content_hash, pages_showing

OVERTAKEN = "Something that it shows was changed while it was published"


def void_pages_showing(instance: Any, created: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """Receiver of post_save: once the change is certain, take the signatures off live pages that show this object.

    Of a shared text that was saved past its proposal, by a script: what is approved there is signed by now.
    """
    if isinstance(instance, SharedText) and update_fields:
        return  # A draft was saved.
    if not created or not getattr(instance, "locale", None) or not instance.locale.is_default:
        transaction.on_commit(lambda: void_now(instance))


def void_now(changed: Any) -> None:
    void(pages_showing(changed), f"{capfirst(changed._meta.verbose_name)} “{changed}” was changed"[:250])


def void(pages: Iterable[Page], why: str) -> None:
    """Take the signatures off those whose words are others now, and write down what patients read from now on."""
    for page in pages:
        void_one(page.pk, why)


@transaction.atomic
def void_one(page_id: int, why: str) -> None:
    """Held, so that nobody publishes other words between the look at them and the end of their signature."""
    if page := Page.objects.select_for_update().filter(pk=page_id, live=True).first():
        page = page.specific
        words = content_hash(page)
        void_signatures(page, words, why)
        keep(page, words)


def void_if_overtaken(page: Page) -> None:
    """Look at a page again once its publication is certain.

    A shared text, file or number that went live at the same moment saw the page as it was before, and the page the
    text. Whichever of the two is certain last sees the other: see `void_pages_showing`.
    """
    transaction.on_commit(lambda: void_one(page.pk, OVERTAKEN), robust=True)
