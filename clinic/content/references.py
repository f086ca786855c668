"""What a page leads to or shows: pages, pictures, snippets."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import ReferenceIndex


class Mention(NamedTuple):
    """One reference from a page. `path` begins with the name of the field or relation it stands in."""

    content_type_id: int
    object_id: str
    path: str

    @property
    def model(self) -> type[Model] | None:
        return ContentType.objects.get_for_id(self.content_type_id).model_class()


def mentions(page: Model) -> Iterator[Mention]:
    """Of this page object, saved or not: Wagtail's index knows what is saved, and has no public name for reading it."""
    for content_type_id, object_id, model_path, _ in ReferenceIndex._extract_references_from_object(page):
        yield Mention(content_type_id, str(object_id), model_path)
