"""Looking through what is stored for parts that no block of the code can read any more."""

import json
from dataclasses import dataclass

from django.apps import apps
from django.db.models import F, JSONField, Q
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Revision, RevisionMixin

from clinic.content.unknown_blocks import lost_in


@dataclass(frozen=True)
class Found:
    """`kinds` are block types and field names the code does not have; `where` says "live" or "draft"."""

    model: type
    pk: int
    title: str
    where: str
    kinds: tuple

    def __str__(self):
        kinds = ", ".join(f"“{kind}”" for kind in self.kinds)
        return f"{self.title} ({self.model._meta.verbose_name} {self.pk}, {self.where}): {kinds}"


def stream_fields():
    """Every StreamField of the clinic, once each, on the model that has its column."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, StreamField)
    ]


def lost_everywhere():
    """Yield a Found for every row and every newest draft that holds something lost."""
    for field in stream_fields():
        yield from lost_in_rows(field)
        if issubclass(field.model, RevisionMixin):
            yield from lost_in_drafts(field)


def lost_in_rows(field):
    """In what is live; the row of a page that never went live only repeats an older draft."""
    rows = field.model._default_manager.annotate(raw=Cast(F(field.name), JSONField()))
    if issubclass(field.model, RevisionMixin):
        rows = rows.filter(Q(live=True) | Q(latest_revision=None))
    for row in rows.defer(field.name).iterator():
        yield from found(field, row.pk, str(row), "live", row.raw)


def lost_in_drafts(field):
    """In the newest revision, where it is not what is live."""
    newest = field.model._default_manager.exclude(latest_revision=F("live_revision")).values("latest_revision")
    drafts = Revision.objects.filter(pk__in=newest).values_list("object_id", "object_str", f"content__{field.name}")
    for pk, title, raw in drafts.iterator():
        yield from found(field, int(pk), title, "draft", raw)


def found(field, pk, title, where, raw):
    """`raw` is a list, or that list as text, as revisions keep it."""
    listed = json.loads(raw or "[]") if isinstance(raw, str) else raw
    kinds = tuple(dict.fromkeys(kind for kind, _ in lost_in(field.stream_block, listed or [])))
    if kinds:
        yield Found(field.model, pk, title, where, kinds)
