"""Whose words are these? Nobody signs their own."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Revision

from clinic.review.content_hash import snippets_shown
from clinic.review.models import Review


def authors_of(page, revision):
    """Ids of all who changed what `revision` shows since its page was last signed off, snippets included."""
    last = Review.objects.of(page).approving().order_by("-created_at").first()
    return revision_authors(page, revision, last) | snippet_authors(revision.as_object(), last)


def revision_authors(page, revision, last):
    revisions = Revision.objects.for_instance(page).filter(pk__lte=revision.pk)
    if last and last.revision_id and last.revision_id != revision.pk:
        revisions = revisions.filter(pk__gt=last.revision_id)
    elif last:
        revisions = revisions.filter(pk=revision.pk)
    return set(revisions.exclude(user=None).values_list("user_id", flat=True))


def snippet_authors(page, last):
    """Who changed a key figure or reference that stands in the text since it was last signed."""
    authors = set()
    for snippet in snippets_shown(page):
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(snippet), object_id=str(snippet.pk)
        )
        if last:
            entries = entries.filter(timestamp__gt=last.created_at)
        authors |= set(entries.exclude(user=None).values_list("user_id", flat=True))
    return authors


def may_sign(user, page, revision, one_person_signs=False):
    """Four eyes: a clinical reviewer (or the deputy of one who is away) who wrote none of it.

    A practice of one person may switch that off; the record and the page then say so.
    """
    return one_person_signs or user.pk not in authors_of(page, revision)
