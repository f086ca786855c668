"""What the worker does for pages: reminders, the overdue policy, the bin, and a look for blocks that are gone."""

import logging

from clinic.content.unknown_block_scan import scan
from clinic.jobs.periodic import JobTrouble, periodic
from clinic.pages import overdue_policy, withdrawing
from clinic.pages.models import BinnedPage
from clinic.review.reminders import send_reminders as send_reminders_of

logger = logging.getLogger(__name__)


@periodic("5 * * * *", "Reminds people of reviews")
def send_reminders() -> None:
    send_reminders_of(pages=overdue_policy.awaited())


@periodic("10 * * * *", "Does what was decided for pages whose review is overdue")
def apply_overdue_policy() -> None:
    overdue_policy.apply_overdue_policy()


@periodic("15 */6 * * *", "Deletes what was in the bin for 30 days")
def empty_bin() -> None:
    """Deletes for ever the drafts that have been in the bin for longer than 30 days."""
    stuck = [binned for binned in BinnedPage.objects.out_of_time() if not is_deleted(binned)]
    if stuck:
        raise JobTrouble(f"Drafts that could not be deleted: {len(stuck)}. The log says why.")


def is_deleted(binned: BinnedPage) -> bool:
    """Whether it is gone now; one that cannot be deleted holds up no other."""
    try:
        withdrawing.delete_for_ever(binned)
    except Exception:
        logger.exception("The draft %s cannot be deleted from the bin", binned.page_id)
        return False
    return True


@periodic("33 3 * * *", "Looks for parts of pages that can no longer be shown")
def scan_unknown_blocks() -> None:
    if found := list(scan()):
        raise JobTrouble(
            f"{len(found)} stored texts hold blocks that no longer exist. `scan_unknown_blocks` names them."
        )
