"""What waits for a reviewer: the texts at the step of clinical review that this person may decide."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from clinic.people.models import User
from clinic.review import actions
from clinic.review.models.tasks import SignOffTask
from clinic.review.signers import Signer


def next_waiting(user: User) -> Page | None:
    """The page that has waited longest and is not this person's own."""
    me, alone = Signer.of_user(user), actions.one_person_signs()
    return next((page for page in waiting_for(user) if alone or not mine(me, page)), None)


def waiting_for(user: User) -> Iterator[Page]:
    """Changes of shared texts wait at the same step, under ids of their own."""
    of_pages = ContentType.objects.get_for_model(Page)
    for task in SignOffTask.objects.filter(active=True):
        states = task.get_task_states_user_can_moderate(user).order_by("started_at", "pk")
        for state in states.filter(revision__base_content_type=of_pages).select_related("revision"):
            page = Page.objects.filter(pk=state.revision.object_id).first()
            if page and page.permissions_for_user(user).can_edit():
                yield page


def mine(me: Signer, page: Page) -> bool:
    return actions.wrote(me, page, page.get_latest_revision())
