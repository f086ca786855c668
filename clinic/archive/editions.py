"""Writing the record: a new edition whenever patients read other words than before."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision

from clinic.archive.kept_files import keep_files
from clinic.archive.models import Edition
from clinic.archive.rendering import rendered
from clinic.people.models import User
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.models.meaning_said import only_wording

SCHEDULED = "wagtail.publish.schedule"


@transaction.atomic
def keep(page: Page, words: str = "", translations_follow: bool = False) -> Edition:
    """Write down what patients read from now on, unless that is what they read before. Returns the open Edition.

    `page` is the live row, `words` its content hash where the caller knows it. `translations_follow`: what changed is
    written elsewhere, and changed in them too.
    """
    same = held(page)
    words = words or content_hash(page)
    if same and same.content_hash == words:
        return same
    user = get_active_log_context().user or scheduled_by(page)
    return begin(
        page,
        revision_id=page.live_revision_id,
        content_hash=words,
        title=page.title,
        only_wording=translations_follow or only_wording(page.live_revision_id, words),
        html=rendered(page),
        files=keep_files(page),
        review=Review.objects.of(page).permitting().for_words(words).first(),
        published_by=user,
        published_by_name=user.display_name if user else "",
    )


def held(page: Page) -> Edition | None:
    """The open Edition, None without one; nobody begins another until the transaction ends."""
    Page.objects.select_for_update().filter(pk=page.pk).first()
    return Edition.objects.of(page).open().first()


def begin(page: Page, **fields: Any) -> Edition:
    """A new open Edition, which ends the one before."""
    now = timezone.now()
    Edition.objects.of(page).open().update(live_to=now)
    return Edition.objects.create(page_id=page.pk, live_from=now, **fields)


def scheduled_by(page: Page) -> User | None:
    """Who decided that this revision should go live by itself; None when nobody did."""
    entries = PageLogEntry.objects.filter(page=page.pk, action=SCHEDULED, revision=page.live_revision_id)
    entry = entries.select_related("user").order_by("-timestamp").first() if page.live_revision_id else None
    return entry and entry.user


def close(page: Page) -> None:
    """Patients read this page no longer."""
    Edition.objects.of(page).open().update(live_to=timezone.now())


def name_publisher(page: Page, revision: Revision, user: User) -> None:
    """Outside a request of the admin, whoever publishes is known to the act of publishing only."""
    unnamed = Edition.objects.of(page).open().filter(revision=revision, published_by=None)
    unnamed.update(published_by=user, published_by_name=user.display_name)


def begin_record(page_types: list[type[Page]]) -> None:
    """Write down live pages of these types without an open edition: those of the time before there were any."""
    known = Edition.objects.open().values("page")
    pages = Page.objects.live().type(*page_types).exclude(pk__in=known)
    for page in pages.specific().iterator(chunk_size=100):
        keep(page)
