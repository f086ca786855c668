"""What goes live or comes down by itself: oldest first, one at a time, each all or nothing.

One page that cannot is held up, reported and tried again; the others do not wait for it. Times are the database's.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinic.jobs.models import HeldUp

logger = logging.getLogger(__name__)

What = HeldUp.What
# Later than this is worth a line in the log: the scheduler has been away.
LATE = timedelta(minutes=5)
LONGEST_PAUSE = 60


@dataclass(frozen=True)
class Due:
    """`revision_id` is that of what is to go live; None for a page that is to come down."""

    at: datetime
    page_id: int
    revision_id: int | None = None

    @property
    def what(self):
        return What.GO_LIVE if self.revision_id else What.EXPIRE


def run_due():
    """Does everything that is due and not held up. Returns `(done, failed)`, two lists of Due."""
    done, failed = [], []
    while due := next_due(done + failed):
        (done if attempt(due) else failed).append(due)
    HeldUp.objects.exclude(page__in=pages_with_something_due()).delete()
    return done, failed


def next_due(seen):
    """The oldest that this run has not seen yet; looked up each time, as one may cause another."""
    waiting = [due for due in [*to_go_live(), *to_expire()] if due not in seen]
    return min(waiting, key=lambda due: due.at, default=None)


def to_go_live():
    held = HeldUp.objects.not_yet().filter(what=What.GO_LIVE).values_list("page_id", flat=True)
    due = Revision.page_revisions.filter(approved_go_live_at__lte=Now()).exclude(object_id__in=map(str, held))
    rows = due.order_by("approved_go_live_at").values_list("approved_go_live_at", "object_id", "pk")
    return [Due(at, int(page), revision) for at, page, revision in rows]


def to_expire():
    held = HeldUp.objects.not_yet().filter(what=What.EXPIRE).values_list("page_id", flat=True)
    due = Page.objects.filter(live=True, expire_at__lte=Now()).exclude(pk__in=held)
    return [Due(at, page) for at, page in due.order_by("expire_at").values_list("expire_at", "pk")]


def pages_with_something_due():
    revisions = Revision.page_revisions.filter(approved_go_live_at__lte=Now())
    going_live = [int(pk) for pk in revisions.values_list("object_id", flat=True)]
    return [*going_live, *Page.objects.filter(live=True, expire_at__lte=Now()).values_list("pk", flat=True)]


def attempt(due):
    """Whether it was done. A database that is away is not the page's fault, and ends the run."""
    try:
        with transaction.atomic():
            do(due)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        hold_up(due, error)
        return False
    return True


def do(due):
    """Under the lock of the page row: somebody else may have done it, or called it off, a moment ago."""
    page = Page.objects.select_for_update().filter(pk=due.page_id).first()
    if page is None or due not in [*to_go_live(), *to_expire()]:
        return
    if due.revision_id:
        go_live(due)
    else:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    HeldUp.objects.filter(page=page, what=due.what).delete()
    late = database_now() - due.at
    if late > LATE:
        logger.info("Page %s was to %s %s ago; done now", due.page_id, due.what.label, str(late).split(".")[0])


def go_live(due):
    """Through the page's own door, which refuses what is not complete and signed."""
    revision = Revision.objects.get(pk=due.revision_id)
    if due.at > timezone.now():
        # This machine's clock is behind; left in, Wagtail would schedule the page once more.
        revision.content = revision.content | {"go_live_at": None}
    revision.publish(log_action="wagtail.publish.scheduled")


def hold_up(due, error):
    """Notes why not, in words, on the board and (the first time) in the page's history; says when to try again."""
    page = Page.objects.filter(pk=due.page_id).first()
    if page is None:
        return
    with transaction.atomic():
        held, is_new = HeldUp.objects.get_or_create(page=page, what=due.what, defaults={"due_at": due.at})
        held.tries += 1
        held.due_at, held.reason = due.at, reason(error)
        held.last_failed_at = Now()
        held.next_try_at = Now() + timedelta(minutes=min(2**held.tries, LONGEST_PAUSE))
        held.save()
        if is_new:
            log(page, "clinic.held_up", data={"why": held.reason})
    # A ValidationError speaks to people; of anything else the log gets the traceback.
    unforeseen = None if isinstance(error, ValidationError) else error
    logger.warning("Page %s could not %s", due.page_id, due.what.label, exc_info=unforeseen)


def reason(error):
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return f"The program failed on this page ({type(error).__name__}). Its log says more."


def database_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]
