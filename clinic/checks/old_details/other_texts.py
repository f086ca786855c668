"""What patients read besides pages, and staff write: searched for old details each time, as these are not many."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import RichTextField

from clinic.checks.findings import Finding, Place
from clinic.checks.old_details.check import OldDetails, name_of
from clinic.checks.text.extracts import is_line
from clinic.checks.text.paragraphs import paragraphs
from clinic.content.models import ClinicDocument, ClinicImage, SharedText
from clinic.review.workflow import shared_texts
from clinic.site.models import ClinicDetails, UrgentNotice

Source = Callable[[], Iterable[Any]]
# Where such texts come from; rooms above add theirs.
SOURCES: list[Source] = [
    lambda: (text for model in shared_texts() for text in model._default_manager.select_related("latest_revision")),
    lambda: ClinicImage.objects.all(),
    lambda: ClinicDocument.objects.all(),
    lambda: ClinicDetails.objects.prefetch_related("in_languages"),
    lambda: UrgentNotice.objects.filter(ends_at__gt=timezone.now()),
]


def findings_in_other_texts(known: OldDetails, finder: AdminURLFinder) -> Iterator[tuple[Any, Finding]]:
    """(text, finding) in those that this person may change; `finder` knows where."""
    for text in (text for source in SOURCES for text in source()):
        for finding in findings_of(text, known):
            if finder.get_edit_url(text):
                yield text, finding


def findings_of(text: Model, known: OldDetails) -> Iterator[Finding]:
    kind = getattr(text, "kind_in_words", capfirst(text._meta.verbose_name))
    place = Place(f"{kind}: {text}")
    for line in dict.fromkeys(line for version in versions(text) for line in lines_of(version)):
        yield from known.findings(line, "", place, name_of(text))


def versions(text: Model) -> Iterator[Any]:
    """As patients read it, and as it waits to be approved."""
    yield text
    if isinstance(text, SharedText) and text.has_unpublished_changes:
        yield text.get_latest_revision_as_object()


def lines_of(text: Any) -> list[str]:
    said = text.words_shown() if isinstance(text, SharedText | ClinicDetails | UrgentNotice) else words_of(text)
    return [line for words in said for line in words.splitlines() if line]


def words_of(text: Model) -> Iterator[str]:
    for field in text._meta.concrete_fields:
        value = getattr(text, field.attname)
        if isinstance(field, RichTextField):
            yield from (one.text for one in paragraphs(value))
        elif is_line(field):
            yield value
