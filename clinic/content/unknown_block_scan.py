"""Looking through everything stored for blocks and fields that the code no longer has."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, JSONField, Q
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Revision, RevisionMixin

from clinic.content.unknown_blocks import unknown_in

# Primary key, title, "live" or "draft", and the stream as JSON.
Stored = tuple[int, str, str, list]


class Found(NamedTuple):
    """`kinds` are block types and field names that the code does not have."""

    field: StreamField
    pk: int
    title: str
    where: str
    kinds: list[str]

    def __str__(self) -> str:
        kinds = ", ".join(f"“{kind}”" for kind in self.kinds)
        return f"{self.title} ({self.field.model._meta.verbose_name} {self.pk}, {self.where}), {self.field}: {kinds}"


def stream_fields() -> list[StreamField]:
    """Every StreamField of the clinic, once each, on the model that has its column."""
    fields: list[Any] = [field for model in apps.get_models() for field in model._meta.local_concrete_fields]
    return [field for field in fields if isinstance(field, StreamField)]


def scan() -> Iterator[Found]:
    """Every row and every newest draft that holds something unknown."""
    for field in stream_fields():
        drafts = drafts_of(field) if issubclass(field.model, RevisionMixin) else ()
        for pk, title, where, raw in (*rows_of(field), *drafts):
            kinds = dict.fromkeys(kind for kind, _ in unknown_in(field.stream_block, raw))
            if kinds:
                yield Found(field, pk, title, where, [*kinds])


def rows_of(field: StreamField) -> Iterator[Stored]:
    """What is live; the row of a page that never went live only repeats an older draft."""
    rows = field.model._default_manager.annotate(raw=Cast(F(field.name), JSONField()))
    if issubclass(field.model, RevisionMixin):
        rows = rows.filter(Q(live=True) | Q(latest_revision=None))
    for row in rows.defer(field.name).iterator():
        yield row.pk, str(row), "live", row.raw or []


def drafts_of(field: StreamField) -> Iterator[Stored]:
    """The newest revisions, where they are not what is live."""
    newest = field.model._default_manager.exclude(latest_revision=F("live_revision")).values("latest_revision")
    drafts = Revision.objects.filter(pk__in=newest).values_list("object_id", "object_str", f"content__{field.name}")
    for pk, title, raw in drafts.iterator():
        yield int(pk), title, "draft", json.loads(raw or "[]") if isinstance(raw, str | None) else raw
