"""What the demo made, noted in Wagtail's own log, so that it can be told from what staff made or changed.

One entry says what a loading made, and in which state it was left; one more that the demo was taken away. Whatever
stays then belongs to the clinic.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from home.demo_loading.files import Said

LOADED, REMOVED = "home.demo_loaded", "home.demo_removed"
DEMO_ACTIONS = {
    LOADED: ("Load example content", "Example content loaded"),
    REMOVED: ("Take example content away", "Example content taken away"),
}
MARK = {"made_by": "load_demo"}
# Content type and id, as Wagtail's reference index has them: a page is a page, whatever its type.
Key = tuple[int, str]


def key_of(thing: Model) -> Key:
    model = Page if isinstance(thing, Page) else thing
    return ContentType.objects.get_for_model(model).pk, str(thing.pk)


def state_of(thing: Model) -> str:
    """Differs as soon as somebody has saved the thing. Fields that nobody edits, such as a picture's size, are left
    out: Wagtail fills them in when somebody looks at it.
    """
    if isinstance(thing, Page):
        return str(thing.latest_revision_id)
    edited = [field.attname for field in thing._meta.concrete_fields if field.editable]
    values = "\n".join(f"{name}={getattr(thing, name)}" for name in edited)
    return hashlib.sha256(values.encode()).hexdigest()


def note_loaded(home: Page, made: Iterable[Model], filled: Iterable[tuple[Model, Said]]) -> None:
    """The demo made the things `made`, and filled these fields of the things `filled`, which were there before."""
    states = [(*key_of(thing), state_of(type(thing)._base_manager.get(pk=thing.pk))) for thing in made]
    log(home, LOADED, data=MARK | {"made": states, "filled": [(*key_of(thing), values) for thing, values in filled]})


def note_removed(home: Page) -> None:
    log(home, REMOVED, data=MARK | {"taken_away": True})


def present(what: str) -> Iterator[tuple[Any, Any]]:
    """What the present demo "made", each with its state, or "filled", each with the fields; only what still exists."""
    last = PageLogEntry.objects.filter(action__in=[LOADED, REMOVED]).order_by("timestamp", "pk").last()
    for kind, pk, noted in last.data.get(what, []) if last else []:
        if (thing := saved((kind, pk))) is not None:
            yield thing, noted


def saved(key: Key) -> Model | None:
    kind, pk = key
    model = ContentType.objects.get_for_id(kind).model_class()
    return model._base_manager.filter(pk=pk).first() if model else None
