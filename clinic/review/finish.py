"""What Wagtail calls when a workflow ends. Imported while wagtail.models loads, so no model is imported up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from clinic.people.models import User


def publish_signed(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Put the signed words live. The last approver decides; the gate decides whether these are the signed words."""
    from clinic.review.actions import put_live

    put_live(workflow_state.content_object.specific, user)
