"""Whose words are these? Nobody signs their own."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry, Page, Revision

from clinic.review.content_hash import snippets_shown
from clinic.review.models import Review


def authors_of(page: Page, revision: Revision) -> set[int]:
    """Ids of all who changed what `revision` shows since its page was last signed off, snippets included."""
    last = Review.objects.of(page).approving().order_by("-created_at").first()
    return revision_authors(page, revision, last) | snippet_authors(revision.as_object(), last)


def revision_authors(page: Page, revision: Revision, last: Review | None) -> set[int]:
    revisions = Revision.objects.for_instance(page).filter(pk__lte=revision.pk)
    if last and last.revision_id and last.revision_id != revision.pk:
        revisions = revisions.filter(pk__gt=last.revision_id)
    elif last:
        revisions = revisions.filter(pk=revision.pk)
    return set(revisions.exclude(user=None).values_list("user_id", flat=True))


def snippet_authors(page: Page, last: Review | None) -> set[int]:
    """Who changed a key figure or reference that stands in the text since it was last signed."""
    shown = defaultdict(set)
    for snippet in snippets_shown(page):
        shown[ContentType.objects.get_for_model(snippet)].add(str(snippet.pk))
    if not shown:
        return set()
    entries = ModelLogEntry.objects.filter(
        reduce(or_, (Q(content_type=kind, object_id__in=ids) for kind, ids in shown.items()))
    )
    if last:
        entries = entries.filter(timestamp__gt=last.created_at)
    return set(entries.exclude(user=None).values_list("user_id", flat=True))
