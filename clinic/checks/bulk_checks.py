"""The checks over many pages at once, live texts and drafts, without a query for each page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet

from clinic.checks.findings import Finding
from clinic.checks.link_findings import linked_ids
from clinic.checks.lookups import CheckLookups
from clinic.checks.proofread import Proofread
from clinic.checks.runner import Check, findings_for, read_anew
from clinic.content.fields import is_image

LIVE, DRAFT = "live", "draft"


@dataclass(frozen=True)
class Judged:
    """One text of a page: what patients read ("live") or what is being worked on ("draft"), with its findings."""

    page: Page
    version: str
    findings: list[Finding]


def judge(pages: PageQuerySet, checks: Iterable[Check] | None = None) -> list[Judged]:
    """Every live text and every differing draft among `pages` (a queryset of Page), as Judged, in the same order.

    `checks`: those to run, if not all that need no search of their own.
    """
    rows = [page for page in pages.specific() if isinstance(page, Proofread)]
    texts = [(page, LIVE, page) for page in rows if page.live] + drafts_of(rows)
    load_together([text for _, _, text in texts])
    load_rows([text for _, version, text in texts if version == LIVE])
    check_lookups = look_around([text for _, _, text in texts])
    found = [
        Judged(page, version, findings_for(text, check_lookups, checks or text.editorial_checks))
        for page, version, text in texts
    ]
    order = {page.pk: place for place, page in enumerate(rows)}
    return sorted(found, key=lambda one: order[one.page.pk])


def drafts_of(rows: list[Any]) -> list[tuple[Any, str, Any]]:
    """The newest revision of each page whose newest words are not what is live, as a page object."""
    wanted = {page.latest_revision_id: page for page in rows if page.has_unpublished_changes or not page.live}
    revisions = Revision.objects.filter(pk__in=[pk for pk in wanted if pk])
    return [(wanted[one.pk], DRAFT, as_page(type(wanted[one.pk]), one.content)) for one in revisions]


def as_page(page_type: type[Page], content: dict[str, Any]) -> Any:
    """A page object from the content of a revision, without asking the database whether all it names is there."""
    return page_type.from_serializable_data(content, check_fks=False)


def load_together(texts: list[Any]) -> None:
    """Fetch what blocks and fields point to, once for all pages of a type."""
    for page_type, group in by_type(texts):
        load_streams(page_type, group)
        prefetch_related_objects(group, *pictures(page_type))


def load_rows(texts: list[Any]) -> None:
    """Fetch the related rows of live texts; one made from a revision carries its own."""
    for page_type, group in by_type(texts):
        prefetch_related_objects(group, *page_type.editorial_relations)


def by_type(texts: list[Any]) -> Iterable[tuple[type[Any], list[Any]]]:
    found = defaultdict(list)
    for text in texts:
        found[type(text)].append(text)
    return found.items()


def load_streams(page_type: type[Page], group: list[Any]) -> None:
    for field in page_type._meta.get_fields():
        if isinstance(field, StreamField):
            raw = [list(getattr(one, field.name).raw_data) for one in group]
            for one, value in zip(group, field.stream_block.bulk_to_python(raw), strict=True):
                setattr(one, field.name, value)


def pictures(page_type: type[Page]) -> list[str]:
    return [field.name for field in page_type._meta.concrete_fields if is_image(field)]


def look_around(texts: list[Any]) -> CheckLookups:
    """CheckLookups that already know every page and document the texts lead to."""
    check_lookups = CheckLookups()
    for text in texts:
        read_anew(text, check_lookups)
    check_lookups.live_pages({pk for text in texts for pk in linked_ids(text, "page")})
    check_lookups.documents({pk for text in texts for pk in linked_ids(text, "document")})
    return check_lookups
