"""What goes live or comes down by itself: oldest first, one at a time, each all or nothing.

One page that cannot is reported and tried again; the others do not wait for it. Times are the database's.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinic.jobs.models import PublishingFailure

logger = logging.getLogger(__name__)

What = PublishingFailure.What
# Later than this is worth a line in the log: the worker has been away.
LATE = timedelta(minutes=5)
LONGEST_PAUSE = 60


@dataclass(frozen=True, order=True)
class Due:
    """`revision_id` is that of what is to go live; 0 for a page that is to come down."""

    at: datetime
    page_id: int
    revision_id: int = 0

    @property
    def what(self) -> PublishingFailure.What:
        return What.GO_LIVE if self.revision_id else What.EXPIRE


def run_due() -> tuple[list[Due], list[Due]]:
    """Does everything that is due and may be tried now. Returns what was done and what failed."""
    done: list[Due] = []
    failed: list[Due] = []
    while waiting := [due for due in all_due() if due not in done + failed]:  # again, as one may cause another
        for due in waiting:
            (done if attempt(due) else failed).append(due)
    forget_what_was_called_off()
    return done, failed


def all_due() -> list[Due]:
    """Two queries; without those that failed a moment ago."""
    failures = set(PublishingFailure.objects.not_yet().values_list("page_id", "what"))
    going_live = to_go_live().values_list("approved_go_live_at", "object_id", "pk")
    expiring = to_expire().values_list("expire_at", "pk")
    due = [Due(at, int(page), revision) for at, page, revision in going_live] + [Due(*row) for row in expiring]
    return sorted(one for one in due if (one.page_id, one.what) not in failures)


def to_go_live() -> QuerySet[Revision]:
    return Revision.page_revisions.filter(approved_go_live_at__lte=Now())


def to_expire() -> QuerySet[Page]:
    return Page.objects.filter(live=True, expire_at__lte=Now())


def forget_what_was_called_off() -> None:
    pages = [int(pk) for pk in to_go_live().values_list("object_id", flat=True)]
    PublishingFailure.objects.exclude(page__in=[*pages, *to_expire().values_list("pk", flat=True)]).delete()


def attempt(due: Due) -> bool:
    """Whether it was done. A database that is away is not the page's fault, and ends the run."""
    try:
        with transaction.atomic():
            do(due)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        note_failure(due, error)
        return False
    return True


def do(due: Due) -> None:
    """Under the lock of the page row: somebody else may have done it, or called it off, a moment ago."""
    page = Page.objects.select_for_update().filter(pk=due.page_id).first()
    if page is None or not is_still_due(due):
        return
    if due.revision_id:
        go_live(due)
    else:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    PublishingFailure.objects.filter(page=page, what=due.what).delete()
    late = timezone.now() - due.at
    if late > LATE:
        logger.info("Page %s was to %s %s ago; done now", due.page_id, due.what.label, str(late).split(".")[0])


def is_still_due(due: Due) -> bool:
    if due.revision_id:
        return to_go_live().filter(pk=due.revision_id, approved_go_live_at=due.at).exists()
    return to_expire().filter(pk=due.page_id, expire_at=due.at).exists()


def go_live(due: Due) -> None:
    """Through the page's own gate, which refuses what is not complete and signed."""
    revision = Revision.objects.get(pk=due.revision_id)
    if due.at > timezone.now():
        # This machine's clock is behind; left in, Wagtail would schedule the page once more.
        revision.content = revision.content | {"go_live_at": None}
    revision.publish(log_action="wagtail.publish.scheduled")


def note_failure(due: Due, error: Exception) -> None:
    """Notes why not, in words, on the board and (the first time) in the page's history; says when to try again."""
    page = Page.objects.filter(pk=due.page_id).first()
    if page is None:
        return
    with transaction.atomic():
        failure, is_new = PublishingFailure.objects.get_or_create(page=page, what=due.what, defaults={"due_at": due.at})
        failure.tries += 1
        failure.due_at, failure.reason = due.at, reason(error)
        failure.next_try_at = Now() + timedelta(minutes=min(2**failure.tries, LONGEST_PAUSE))
        failure.save()
        if is_new:
            log(page, "clinic.publishing_failed", data={"why": failure.reason})
    # A ValidationError speaks to people; of anything else the log gets the traceback.
    unforeseen = None if isinstance(error, ValidationError) else error
    logger.warning("Page %s could not %s", due.page_id, due.what.label, exc_info=unforeseen)


def reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return f"The program failed on this page ({type(error).__name__}). Its log says more."
