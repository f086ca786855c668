"""A shared text that nobody reads yet is approved with the first approved page in which it stands."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.content.models import SharedText
from clinic.review.content_hash import shown_in
from clinic.review.models import Review
from clinic.review.standing_approval import lets_live


@transaction.atomic
def list_with(page: Page) -> None:
    """What stands in a page that a clinician approved, and nowhere else yet, is approved with it."""
    if review := lets_live(page, page.live_hash):
        for text in shown_in(page).values():
            if isinstance(text, SharedText) and not text.live:
                list_text(text, review)


def list_text(text: SharedText, review: Review) -> None:
    """The words of the row, as they were signed. A draft that says something else waits on."""
    text.keep_first_version()
    text.refresh_from_db()
    same = text.get_latest_revision_as_object().content() == text.content()
    text.live, text.has_unpublished_changes = True, not same
    if same:
        text.live_revision = text.latest_revision
    text.save(update_fields=["live", "has_unpublished_changes", "live_revision"])
    if same and text.current_workflow_state:
        text.current_workflow_state.cancel()
    log(text, "clinic.shared_change", user=review.reviewer, data={"by": review.reviewer_name, "pages": 1})
