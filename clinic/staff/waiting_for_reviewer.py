"""What waits for a reviewer: texts, and changes of shared texts, that this person may decide about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from clinic.archive.shared_texts.proposals import Proposal
from clinic.content.models import SharedText
from clinic.people.models import User
from clinic.review import approving
from clinic.review.models.tasks import SignOffTask
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer


@dataclass(frozen=True)
class Waiting:
    """Something to decide, and the screen on which that is done."""

    title: str
    url: str


def next_button(user: User) -> list[Any]:
    """What has waited longest, as a button for a message; none where nothing waits."""
    return [messages.button(one.url, f"Next: {one.title}") for one in [next(waiting_for(user), None)] if one]


def waiting_for(user: User) -> Iterator[Waiting]:
    """The longest first. What is this person's own is left out, except in a practice of one."""
    for task in SignOffTask.objects.filter(active=True):
        for state in task.get_task_states_user_can_moderate(user).order_by("started_at", "pk"):
            if found := decidable(user, state):
                yield found


def decidable(user: User, state: TaskState) -> Waiting | None:
    content: Any = state.workflow_state.content_object
    me, alone = Signer.of_user(user), approving.one_person_signs()
    if isinstance(content, SharedText):
        screen = reverse("clinic_shared_change", args=[content._meta.label_lower, content.pk])
        return Waiting(content.change_in_words(), screen) if others_proposal(me, content, alone) else None
    if not isinstance(content, Page) or not content.permissions_for_user(user).can_edit():
        return None
    own = not alone and approving.wrote(me, NewestWords.of(content.specific))
    return None if own else Waiting(content.get_admin_display_title(), reverse("clinic_check", args=[content.pk]))


def others_proposal(me: Signer, shared: SharedText, alone: bool) -> bool:
    try:
        return alone or not me.accounts & Proposal(shared).authors
    except NotPublishable:
        return False
