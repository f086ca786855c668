"""Empty the bin of what has been in it long enough."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.pages import withdrawing
from clinic.pages.models import BinnedPage

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Deletes for ever the drafts that have been in the bin for longer than 30 days."

    def handle(self, *args: Any, **options: Any) -> None:
        stuck = [binned for binned in BinnedPage.objects.out_of_time() if not self.emptied(binned)]
        if stuck:
            raise CommandError(f"Drafts that could not be deleted: {len(stuck)}. The log says why.")

    def emptied(self, binned: BinnedPage) -> bool:
        """Whether it is gone now; one that cannot be deleted holds up no other."""
        try:
            withdrawing.delete_for_ever(binned)
        except Exception:
            logger.exception("The draft %s cannot be deleted from the bin", binned.page_id)
            return False
        return True
