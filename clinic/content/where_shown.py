"""On which pages stands what is written elsewhere: a shared text, a picture, a document."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex, TranslatableMixin


def pages_showing(*snippets: Model) -> list[Page]:
    """Pages whose saved text shows one of these snippets, or the one it translates."""
    alike = [one for snippet in snippets for one in (snippet, *translations_of(snippet))]
    found = [ReferenceIndex.get_references_to(one).filter(base_content_type=of_pages()) for one in alike]
    ids = {int(pk) for references in found for pk in references.values_list("object_id", flat=True)}
    return list(Page.objects.filter(pk__in=ids).order_by("pk"))


def translations_of(snippet: Model) -> Iterable[Model]:
    return snippet.get_translations() if isinstance(snippet, TranslatableMixin) else ()


def of_pages() -> ContentType:
    return ContentType.objects.get_for_model(Page)
