"""Whose words are these? Nobody approves their own: clinic.review.approving refuses it."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import translation
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from clinic.content.models import SharedText
from clinic.content.models.media import GIVEN
from clinic.review.content_hash import BOOKKEEPING, language_of, own_hash, shown_in
from clinic.review.details_written import detail_writers
from clinic.review.first_writers import first_writers
from clinic.review.last_signed import words_of
from clinic.review.models import Review
from clinic.review.models.review import ReviewQuerySet
from clinic.review.newest_words import NewestWords
from clinic.review.page_parts import shared_part

# An older version, or one that was kept aside, becomes the newest: its writer is not who saves it.
BRINGS_BACK = ["wagtail.revert", "clinic.kept_aside_taken"]
# What begins with the words of another names those who wrote them: data["authors"].
COPIED = "clinic.copied"
# After every version there is.
NEWEST = 2**31 - 1


def authors_of(newest: NewestWords) -> set[int]:
    """Ids of all who changed what these words show since others of their page were signed.

    Shared texts are included, and what they quote of the clinic's details.
    """
    # What one person wrote and approved nobody else has read.
    by_others = Review.objects.of(newest.page).by_a_second_person()
    signed = by_others.exclude(content_hash=newest.hash).order_by("-created_at")
    last = signed.first()
    elsewhere = snippet_authors(newest.words, last) | detail_writers(
        newest.words, last.created_at if last else begun(newest)
    )
    return revision_authors(newest.page, newest.revision, signed) | elsewhere


def begun(newest: NewestWords) -> datetime:
    """When the first version of its page was saved. What the clinic said before, nobody wrote for this page."""
    first = Revision.objects.for_instance(newest.page).order_by("pk").values_list("created_at", flat=True).first()
    return first or newest.revision.created_at


def revision_authors(page: Page, revision: Revision, signed: ReviewQuerySet) -> set[int]:
    """Who left other words than they found. A comment, another owner, a save without a change make nobody an author.

    `signed`: what was approved of this page, the last first. Whoever wrote what is brought back is an author again.
    """
    last = signed.exclude(revision__gt=revision.pk).first()
    revisions = Revision.objects.for_instance(page).filter(pk__lte=revision.pk).order_by("pk")
    since = revisions.filter(pk__gte=last.revision_id) if last and last.revision_id else revisions
    brought_back = [revision_authors(page, old, signed) for old in brought_back_in(page, since)]
    begun = set() if last else authors_copied(page)
    return writers(since, last).union(begun, typed_again(page, revision, last), *brought_back)


def typed_again(page: Page, revision: Revision, last: Review | None) -> set[int]:
    """Who wrote sentences that were not among those signed `last`, and that an older version had already."""
    if last is None or last.revision is None:
        return set()
    older = Revision.objects.for_instance(page).filter(pk__lt=last.revision_id)
    return first_writers(older, last.revision.content, revision.content, BOOKKEEPING)


def brought_back_in(page: Page, revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Older versions that somebody restored in one of these revisions."""
    told = PageLogEntry.objects.filter(page=page.pk, action__in=BRINGS_BACK, revision__in=revisions)
    ids = [data["revision"]["id"] for data in told.values_list("data", flat=True)]
    return Revision.objects.for_instance(page).filter(pk__in=ids)


def writers(revisions: QuerySet[Revision], last: Review | None) -> set[int]:
    authors, found = set(), last.own_hash if last else ""
    for one in revisions:
        left = own_hash(one.as_object())
        if left != found:
            authors.add(one.user_id)
        found = left
    return authors - {None}


def snippet_authors(page: Page, last: Review | None) -> set[int]:
    """Who changed a key figure or reference that stands in the text, since it was last signed with it."""
    signed = {part.key for part in words_of(last)} if last else set()
    shown = shown_in(page)
    changes = [log_of(snippet, last if name in signed else None) for name, snippet in shown.items()]
    if not changes:
        return set()
    # Of files that came before their givers were noted.
    brought = [getattr(one, "uploaded_by_user_id", None) for name, one in shown.items() if name not in signed]
    return authors_in(ModelLogEntry.objects.filter(reduce(or_, changes))).union(filter(None, brought))


def authors_of_text(shared: SharedText) -> set[int]:
    """Everybody whose words a shared text ever had, those of a text that it was copied from included."""
    saved = set(shared.revisions.exclude(user=None).values_list("user_id", flat=True))
    return saved | authors_in(log_registry.get_logs_for_instance(shared))


def authors_in(entries: QuerySet[Any]) -> set[int]:
    """Whoever approved a change of a shared text, or sent it, did not write it; whoever wrote what is back did."""
    others = Q(action__startswith="clinic.") & ~Q(action=GIVEN) | Q(action__startswith="wagtail.workflow.")
    wrote = entries.exclude(others).exclude(user=None).values_list("user_id", flat=True)
    return {*wrote, *named_in(entries), *writers_restored(entries)}


def writers_restored(entries: QuerySet[Any]) -> set[int]:
    told = entries.filter(action="wagtail.revert").values_list("data", flat=True)
    restored = Revision.objects.filter(pk__in=[data["revision"]["id"] for data in told]).exclude(user=None)
    return set(restored.values_list("user_id", flat=True))


def authors_to_tell(newest: NewestWords) -> set[int]:
    """Of words with which another page begins: who wrote them, unless a colleague has approved them as they are."""
    approved = Review.objects.of(newest.page).by_a_second_person().for_words(newest.hash).exists()
    return set() if approved else authors_of(newest)


def copied(copy: Page | SharedText, authors: set[int], user: Any) -> None:
    """Write down whose words a new page or text began with: who copies them becomes one author among these."""
    log(copy, COPIED, user=user, data={"authors": sorted(authors)})


def authors_copied(copy: Page | SharedText) -> set[int]:
    return named_in(log_registry.get_logs_for_instance(copy))


def named_in(entries: QuerySet[Any]) -> set[int]:
    told = entries.filter(action=COPIED).values_list("data", flat=True)
    return {author for data in told for author in data["authors"]}


def log_of(snippet: Any, signed: Review | None) -> Q:
    """What was done to it since it was `signed`, if ever, and that patients read: not the drafts that wait."""
    mine = Q(content_type=ContentType.objects.get_for_model(snippet), object_id=str(snippet.pk))
    if signed:
        mine &= Q(timestamp__gt=signed.created_at) | Q(revision_id__gt=version_read(snippet, signed))
    # What is not live yet is read as it was saved last, in drafts of pages too.
    if not isinstance(snippet, SharedText) or not snippet.live:
        return mine
    return mine & (Q(revision=None) | Q(revision_id__lte=snippet.live_revision_id or 0))


def version_read(snippet: Any, signed: Review) -> int:
    """Its last version that says what was read of it when it was `signed`: drafts that waited then came after it.

    The newest of all where it says that still, or has no versions, or where what was read was not kept.
    """
    name = f"{snippet._meta.label}:{snippet.pk}"
    read = next((words for key, _, words in signed.words if key == name), None)
    if read is None or not isinstance(snippet, SharedText):
        return NEWEST
    with translation.override(language_of(signed.page)):
        if read == shared_part(name, snippet).words:
            return NEWEST
        versions = snippet.revisions.order_by("-pk").iterator()
        return next((one.pk for one in versions if shared_part(name, one.as_object()).words == read), 0)


def draft_authors(shared: SharedText) -> set[int]:
    """Who left other words of a shared text than they found, since those that patients read; or whose are back."""
    if not shared.live:  # Nobody reads it yet: all of it is new.
        return authors_of_text(shared)
    since = shared.revisions.filter(pk__gte=shared.live_revision_id or 0).order_by("pk")
    drafts = since.exclude(pk=shared.live_revision_id)
    older = shared.revisions.filter(pk__lt=shared.live_revision_id or 0)
    newest = drafts.last()
    authors = writers_restored(ModelLogEntry.objects.filter(revision__in=drafts))
    if newest and shared.live_revision:
        left_out = {field.name for field in shared._meta.concrete_fields} - {field.name for field in shared.written()}
        authors |= first_writers(older, shared.live_revision.content, newest.content, left_out, fewest=1)
    found = type(shared).objects.get(pk=shared.pk).content()
    for one in since:
        left = one.as_object().content()
        if left != found:
            authors.add(one.user_id)
        found = left
    return authors - {None}
