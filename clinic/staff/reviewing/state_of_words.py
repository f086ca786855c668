"""What a reviewer is told of all words together: taken back, overdue, waiting for a publisher, under their name."""

from typing import Any

from django.utils import timezone

from clinic.review.approving import waiting_step
from clinic.review.models import PublishTask, Review
from clinic.review.newest_words import NewestWords
from clinic.review.signers import Signer, given_by
from clinic.review.standing_approval import lets_live
from clinic.staff.stages.stage_rules import day, named


def state_of_words(newest: NewestWords, signer: Signer, current: Review | None) -> dict[str, Any]:
    """For the screen of a review. `current`: the approval that stands for the newest words."""
    waits = current and not newest.are_read and waiting_step(newest.page, PublishTask)
    return {
        "ended": None if current else ended(newest),
        "overdue": overdue(newest),
        "publishers": named("publisher") if waits else "",
        "under_my_name": newest.are_read and own_approval(newest, signer),
    }


def ended(newest: NewestWords) -> Review | None:
    """The last approval of these very words, where it does not stand any more: no word of them has changed."""
    approvals = Review.objects.of(newest.page).for_words(newest.hash).filter(outcome__in=Review.APPROVING)
    return approvals.select_related("continues").first()


def overdue(newest: NewestWords) -> str:
    """By when what patients read was to be reviewed, and how long ago that was; empty where it is not overdue."""
    page = newest.page
    stands = lets_live(page, page.live_hash) if page.live and page.live_hash else None
    if stands is None or stands.next_due is None or not stands.is_overdue:
        return ""
    days = (timezone.localdate() - stands.next_due).days
    return f"{day(stands.next_due)}, {days} day{'' if days == 1 else 's'} ago"


def own_approval(newest: NewestWords, signer: Signer) -> bool:
    standing = Review.objects.of(newest.page).approving().permitting().for_words(newest.hash)
    return standing.filter(given_by(signer)).exists()
