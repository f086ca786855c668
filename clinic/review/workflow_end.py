"""What Wagtail calls when a workflow ends. Imported while wagtail.models loads, so no model is imported up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from clinic.people.models import User


def publish_signed(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Put the signed words live. The last approver decides; the gate decides whether these are the signed words."""
    from wagtail.models import Page

    from clinic.review.going_live import put_live
    from clinic.review.newest_words import NewestWords
    from clinic.review.publishing_gate import own_hand

    content = workflow_state.content_object
    # A change of a shared text goes live where it is approved, on all pages or none.
    if not isinstance(content, Page):
        return
    page = content.specific
    # Where nobody's step is publishing, a link that was shown to somebody would put their words live.
    if user or not own_hand(None, NewestWords.of(page)):
        put_live(page, user)
