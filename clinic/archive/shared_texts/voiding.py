"""Something written elsewhere changed: pages that show it were signed with other words, and say so."""

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from wagtail.models import Page

from clinic.archive.editions import keep
from clinic.content.models import SharedText
from clinic.content.where_shown import pages_showing
from clinic.review.approving import void_signatures
from clinic.review.content_hash import content_hash

OVERTAKEN = "Something that it shows was changed while it was published"
# Pages that an approval looks at itself, each with the words it has then: they are held until it is certain.
looked_at: ContextVar[set[int] | None] = ContextVar("looked_at", default=None)
# What many changes at once have changed, by model and key; None: each change is looked at by itself.
changes: ContextVar[dict[tuple[str, Any], Any] | None] = ContextVar("changes", default=None)


@contextmanager
def at_once(why: str) -> Iterator[None]:
    """What is saved in here is one change: each page that shows some of it is looked at once, when that is certain."""
    seen: dict[tuple[str, Any], Any] = {}
    token = changes.set(seen)
    try:
        yield
    finally:
        changes.reset(token)
    transaction.on_commit(lambda: void(pages_showing(*seen.values()), why))


@contextmanager
def except_for(pages: set[int]) -> Iterator[None]:
    """Whatever is saved in here leaves these pages to whoever saves it; it may name them until the change is certain.

    Nobody can publish one of them before that, and whoever does so afterwards looks at it: see `void_if_overtaken`.
    """
    token = looked_at.set(pages)
    try:
        yield
    finally:
        looked_at.reset(token)


def void_pages_showing(instance: Any, created: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """Receiver of post_save: once the change is certain, take the signatures off live pages that show this object.

    Of a shared text that was saved past its proposal, by a script: what is approved there is signed by now.
    """
    if isinstance(instance, SharedText) and update_fields:
        return  # A draft was saved.
    if created and getattr(instance, "locale", None) and instance.locale.is_default:
        return  # No page can show it yet.
    if (together := changes.get()) is not None:
        together[instance._meta.label, instance.pk] = instance
    else:
        known = looked_at.get()
        transaction.on_commit(lambda: void_now(instance, known or set()))


def void_now(changed: Any, known: Set[int] = frozenset()) -> None:
    void(
        [page for page in pages_showing(changed) if page.pk not in known],
        f"{capfirst(changed._meta.verbose_name)} “{changed}” was changed"[:250],
    )


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
