"""A shared text in another language whose original has been changed since: when, and from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Locale

if TYPE_CHECKING:
    from clinic.content.models import SharedText


@dataclass(frozen=True)
class FieldChange:
    """`before` and `after` as a person reads them; empty where there was, or is, nothing."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label} from {quoted(self.before)} to {quoted(self.after)}"


@dataclass(frozen=True)
class OriginalChange:
    """What happened to `original`, as patients read it, since its translation was saved last."""

    original: "SharedText"
    on: datetime
    changes: list[FieldChange]

    @property
    def kind(self) -> str:
        """Of what: "English key figure"."""
        return f"{self.original.locale.language_name} {self.original._meta.verbose_name}"

    def __str__(self) -> str:
        """In one sentence."""
        day = date_format(timezone.localtime(self.on), "DATE_FORMAT")
        return f"The {self.kind} was changed on {day}: {'; '.join(map(str, self.changes))}."


def original_changes(texts: "QuerySet[SharedText]") -> "dict[int, OriginalChange]":
    """`{id: OriginalChange}` of those among `texts` whose original says something else than when they were saved last.

    Saving a translation, even as it is, says that it was held against its original.
    """
    behind = list(with_newer_original(texts))
    originals = type(behind[0])._base_manager.select_related("locale", "live_revision") if behind else None
    found = originals.in_bulk([text.newer_original for text in behind]) if originals else {}
    told = {text.pk: change_of(found[text.newer_original], text.latest_revision_id or 0) for text in behind}
    return {pk: change for pk, change in told.items() if change}


def with_newer_original(texts: "QuerySet[SharedText]") -> "QuerySet[Any]":
    """Those whose original went live in a version younger than their own newest; its id is `newer_original`."""
    first = texts.model._base_manager.filter(locale=Locale.get_default(), translation_key=OuterRef("translation_key"))
    first = first.exclude(pk=OuterRef("pk"))
    told = texts.annotate(newer_original=Subquery(first.values("pk")[:1]))
    told = told.annotate(original_revision=Subquery(first.values("live_revision")[:1]))
    return told.filter(original_revision__gt=Coalesce(F("latest_revision"), 0))


def change_of(original: "SharedText", seen: int) -> OriginalChange | None:
    """`seen`: the number of the translation's newest version; what `original` said when that was saved is looked up."""
    older = original.revisions.filter(pk__lt=original.live_revision_id).order_by("pk")
    known = older.filter(pk__lt=seen).last() or older.first()
    changes = differences(known.as_object(), original) if known else []
    on = original.last_published_at or original.live_revision.created_at
    return OriginalChange(original, on, changes) if changes else None


def differences(before: "SharedText", after: "SharedText") -> list[FieldChange]:
    words = [(field, in_words(field, before), in_words(field, after)) for field in after.written()]
    return [FieldChange(str(field.verbose_name), old, new) for field, old, new in words if old != new]


def in_words(field: models.Field, text: "SharedText") -> str:
    value = getattr(text, field.name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(dict(field.flatchoices).get(value, "" if value is None else value))


def quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def tell(texts: "Iterable[SharedText]", model: "type[SharedText]") -> None:
    """Gives each of these of one model its `original_change`, all together."""
    found = original_changes(model._default_manager.filter(pk__in=[text.pk for text in texts]))
    for text in texts:
        text.original_change = found.get(text.pk)
