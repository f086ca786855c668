import logging

from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from clinic.models import ClinicPage

log = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    """Wagtail's own, except that a page which may no longer go live does not stop all that are due after it."""

    def handle(self, *args, **options):
        if not options["dryrun"]:
            for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
                hold_back_unfinished(revision)
        super().handle(*args, **options)


def hold_back_unfinished(revision):
    """Takes a page off the schedule, visibly in its history, while something it needs is missing."""
    page = revision.as_object()
    reasons = page.reasons_not_to_publish() if isinstance(page, ClinicPage) else []
    if reasons:
        log.error("Not published, though it was due: “%s”. %s", page.title, " ".join(reasons))
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
