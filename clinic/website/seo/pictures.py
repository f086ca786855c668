"""Which pictures stand on live pages, for many pages at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from clinic.content.models import ClinicImage, ClinicRendition

# What every browser and every search engine can show.
COMMON = "format-jpeg"


def pictures_on(pages: Iterable[Page]) -> dict[Page, list[Any]]:
    """`{page id: [ClinicRendition]}`: the largest common form of each picture that patients see there.

    The index of references may know of a draft, so it only says where to look: what counts is the live row.
    """
    shown = {page.pk: ids for page in with_pictures(pages) if (ids := ids_on(page))}
    largest = {}
    wanted = {pk for ids in shown.values() for pk in ids}
    for rendition in ClinicRendition.objects.filter(image__in=wanted, filter_spec__contains=COMMON).order_by("width"):
        largest[rendition.image_id] = rendition
    return {page: [largest[pk] for pk in ids if pk in largest] for page, ids in shown.items()}


def with_pictures(pages: Iterable[Page]) -> list[Page]:
    """Those of `pages` that a picture belongs to, with their fields: one query a type."""
    kinds = ContentType.objects.get_for_models(Page, ClinicImage)
    named = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page],
        object_id__in=[str(page.pk) for page in pages],
        to_content_type=kinds[ClinicImage],
    )
    ids = {int(pk) for pk in named.values_list("object_id", flat=True)}
    models_of = {page.specific_class for page in pages if page.pk in ids} - {None}
    return [page for model in models_of for page in model.objects.filter(pk__in=ids)]


def ids_on(page: Page) -> list[int]:
    """Ids of the pictures in the fields of a live page, in reading order, each once; no query."""
    found = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            found += ids_in(list(getattr(page, field.name).raw_data))
        elif isinstance(field, models.ForeignKey) and field.related_model is ClinicImage:
            found.append(getattr(page, field.attname))
    return list(dict.fromkeys(filter(None, found)))


def ids_in(raw: Any) -> list[int]:
    """The same inside the raw form of a stream, where a picture is {"image": 12, …}."""
    if isinstance(raw, list):
        return [pk for part in raw for pk in ids_in(part)]
    if not isinstance(raw, dict):
        return []
    own = [raw["image"]] if isinstance(raw.get("image"), int) else []
    return [*own, *(pk for part in raw.values() for pk in ids_in(part))]
