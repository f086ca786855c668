"""Search and usage indexes written once at the end: Wagtail would write them anew at each of several saves a page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def postponed(*models: type[Model]) -> Iterator[None]:
    """Saving one of `models` indexes nothing in here; call `index` afterwards. Only where nothing else runs: it holds
    for the whole process.
    """
    known = [model for model in models if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in known:
            post_save.connect(post_save_signal_handler, sender=model)


def index(things: Iterable[Model]) -> None:
    """Make `things` searchable, and note what each page uses."""
    for model, alike in groupby(sorted(things, key=model_name), key=model_of):
        fresh = list(model._default_manager.filter(pk__in=[thing.pk for thing in alike]))
        add_to_search(model, fresh)
        for thing in fresh:
            if isinstance(thing, Page):
                ReferenceIndex.create_or_update_for_object(thing)


def add_to_search(model: type[Model], things: Iterable[Model]) -> None:
    if hasattr(model, "get_indexed_objects"):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, things)


def model_of(thing: Model) -> type[Model]:
    return type(thing)


def model_name(thing: Model) -> str:
    return thing._meta.label
