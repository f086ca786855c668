"""The two steps of the workflow: a clinician approves, a publisher puts live."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from clinic.people.models import User
from clinic.people.refused import Refused

NOT_A_STEP = (
    "“{}” is no step of this clinic: its workflows hold clinical review and publishing, so that “approved” always "
    "means that somebody has read exactly these words. Nothing was changed."
)
NAMED = "The step is called “{}”, and there is one of its kind: histories name it. Nothing was changed."


class ClinicsOwnSteps(Refused):
    """Why a step, or what a workflow consists of, stays as it is."""


class OnItsOwnScreen(AbstractGroupApprovalTask):
    """A step done on a screen of its own, where the whole change is seen; Wagtail's short cuts to it are closed.

    Superusers are no exception: only members of the step's groups take it.
    """

    # What histories call it.
    own_name: str

    class Meta:
        abstract = True

    def get_actions(self, obj: Page, user: User) -> list[Any]:
        return []

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        raise PermissionDenied("This step has a screen of its own.")

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return self._user_in_groups(user)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[Any]:
        if self._user_in_groups(user):
            return self.task_states.filter(status="in_progress")
        return self.task_states.none()


class SignOffTask(OnItsOwnScreen):
    """A clinical reviewer checks the exact words and signs them, or asks for a change."""

    own_name = "Clinical review"

    class Meta:
        verbose_name = "clinical review"

    @classmethod
    def get_description(cls) -> str:
        return "A clinical reviewer approves the exact words"


class PublishTask(OnItsOwnScreen):
    """A publisher decides when the signed words go live."""

    own_name = "Publish"

    class Meta:
        verbose_name = "publishing"

    @classmethod
    def get_description(cls) -> str:
        return "A publisher puts the approved words live"
