"""Signatures of 1.0 stand for the same words under the hash of today: done once, when a database is upgraded."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db.models import Case, Value, When
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

from clinic.content.models import ClinicDocument, ClinicImage
from clinic.review.content_hash import content_hash, own_hash
from clinic.review.hash_of_1_0 import hash_of_1_0
from clinic.review.models import Review

HASHES = {"content_hash", "live_hash"}
AT_ONCE = 200


def renew_hashes() -> None:
    """Wherever the hash of words that are live or drafted now is written down, write today's instead."""
    measure_files()
    found = list(renamed())
    for some in (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE)):
        for model, name in columns():
            known = model._base_manager.filter(**{f"{name}__in": [old for old, _ in some]})
            known.update(**{name: Case(*(When(**{name: old}, then=Value(new)) for old, new in some))})


def renamed() -> Iterator[tuple[str, str]]:
    """(hash of then, hash of now) of what is live and of the newest draft of every page that somebody decided about."""
    pages = Page.objects.filter(pk__in=Page.objects.filter(reviews__isnull=False).values("pk"))
    for page in pages.specific().iterator(chunk_size=100):
        for shown in (page, page.get_latest_revision_as_object()):
            yield hash_of_1_0(shown), content_hash(shown)


def columns() -> list[tuple[Any, str]]:
    """Every column that holds such a hash, in whatever room."""
    fields = [(model, field.name) for model in apps.get_models() for field in model._meta.local_concrete_fields]
    return [(model, name) for model, name in fields if name in HASHES]


def note_own_hashes() -> None:
    """Of decisions from before this was written down: what stands in the version that they name."""
    unknown = Review.objects.filter(own_hash="").select_related("revision")
    for review in unknown.iterator(chunk_size=100):
        if review.revision:
            Review.objects.filter(pk=review.pk).update(own_hash=own_hash(review.revision.as_object()))


def measure_files() -> None:
    """Files that a script uploaded had no hash yet."""
    for model in (ClinicImage, ClinicDocument):
        for found in model.objects.filter(file_hash=""):
            with suppress(OSError), found.file.open() as file:
                model.objects.filter(pk=found.pk).update(file_hash=hash_filelike(file))
