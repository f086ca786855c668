"""What the demo made, remembered in Wagtail's own log of actions.

The log lives in the same database as the pages, is shown in each page's history, and outlives a restart or a move to
another server. Every thing that is made gets an entry with a mark and with the state it was left in, so that later
it can be told apart from what staff made or changed. When the demo is taken away, whatever is kept belongs to the
clinic from then on.
"""

import hashlib
from dataclasses import dataclass

from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

MARK = {"made_by": "load_demo"}
MARKED = {"data__made_by": MARK["made_by"]}


@dataclass(frozen=True)
class Entry:
    """A `thing` that still exists, and the `state` it was made in."""

    thing: Model
    state: str

    @property
    def key(self):
        return key_of(self.thing)

    @property
    def is_changed(self):
        """Has anybody saved it since?"""
        return state_of(self.thing) != self.state


def key_of(thing):
    """A page counts as a page, whatever its type."""
    return (Page if isinstance(thing, Page) else type(thing), thing.pk)


def state_of(thing):
    """A short text that differs as soon as somebody has saved the thing with other content.

    Only fields that people edit count: Wagtail fills in others, such as a picture's size, when somebody looks at it.
    """
    if isinstance(thing, Page):
        return str(thing.latest_revision_id)
    edited = [field.attname for field in type(thing)._meta.concrete_fields if field.editable]
    values = "\n".join(f"{name}={getattr(thing, name)}" for name in edited)
    return hashlib.sha256(values.encode()).hexdigest()


def note_made(thing):
    """Remember that the demo made `thing`. Call it when the thing is complete."""
    thing.refresh_from_db()
    log(thing, "wagtail.create", data=MARK | {"state": state_of(thing)})


def note_filled(thing, before, after):
    """Remember the fields of somebody else's `thing` that the demo filled: `{field: value}` before and after."""
    log(thing, "wagtail.edit", data=MARK | {"before": before, "after": after})


def note_taken_away(home):
    """From here on the demo is gone, and what is left of it is the clinic's."""
    log(home, "wagtail.edit", data=MARK | {"taken_away": True})


def made():
    """Every Entry of the present demo, oldest first. Empty when none is loaded."""
    entries = [(entry, entry.page_id) for entry in marked(PageLogEntry, action="wagtail.create")]
    entries += [(entry, entry.object_id) for entry in marked(ModelLogEntry, action="wagtail.create")]
    things = ((existing(entry, pk), entry.data["state"]) for entry, pk in entries)
    return [Entry(thing, state) for thing, state in things if thing is not None]


def filled(thing):
    """The `before` and `after` of the fields the present demo filled in `thing`; two empty dictionaries if none."""
    model = PageLogEntry if isinstance(thing, Page) else ModelLogEntry
    which = {"page_id": thing.pk} if isinstance(thing, Page) else {"object_id": str(thing.pk)}
    entry = (
        marked(model, action="wagtail.edit", data__has_key="before", **which)
        .filter(content_type__model=type(thing)._meta.model_name)
        .last()
    )
    return (entry.data["before"], entry.data["after"]) if entry else ({}, {})


def marked(model, **which):
    """Log entries of the present demo: those since it was last taken away."""
    entries = model.objects.filter(**MARKED, **which).order_by("timestamp", "pk")
    gone = PageLogEntry.objects.filter(**MARKED, data__has_key="taken_away").order_by("timestamp").last()
    return entries.filter(timestamp__gt=gone.timestamp) if gone else entries


def existing(entry, pk):
    model = entry.content_type.model_class()
    return model._default_manager.filter(pk=pk).first() if model else None
