"""What follows when a change goes live: its note is kept, for patients or for the history."""

from typing import Any

from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, Revision

from clinic.review.models import ChangeNote, TellsChanges


def keep_note(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """Receiver of `page_published`: keep what the revision says of its change, once."""
    if not isinstance(instance, TellsChanges) or not says_something_new(instance):
        return
    note = ChangeNote.objects.create(
        page_id=instance.pk,
        revision=revision,
        text=instance.change_note.strip(),
        matters=instance.change_matters,
        since=instance.change_since,
    )
    user = get_active_log_context().user
    log(instance, "clinic.change_note", user=user, revision=revision, data={"note": note.text, "matters": note.matters})


def says_something_new(page: Page) -> bool:
    """Whether a live page carries a note that is not out yet. What is published for the first time changes nothing."""
    text = page.change_note.strip()
    if not (page.live and text and page.first_published_at and page.first_published_at < page.last_published_at):
        return False
    out = {"text": text, "matters": page.change_matters, "since": page.change_since}
    return not ChangeNote.objects.filter(page_id=page.pk, **out).exists()
