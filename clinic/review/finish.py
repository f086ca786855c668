"""What Wagtail calls when a workflow ends. Imported while wagtail.models loads, so nothing is imported up here."""


def publish_signed(workflow_state, user=None):
    """Put the signed words live. The last approver decides; the gate decides whether these are the signed words."""
    from clinic.review.actions import put_live

    put_live(workflow_state.content_object.specific, user)
