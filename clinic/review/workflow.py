"""The workflows of the clinic: clinical review, then publish; of a shared text clinical review, which publishes it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Task, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask
from wagtail.snippets.models import get_snippet_models

from clinic.content.models import SharedText
from clinic.people.roles import ROLES
from clinic.review.models.tasks import OnItsOwnScreen, PublishTask, SignOffTask

NAME = "Clinical review, then publish"
SHARED = "Clinical review of a shared text"
FOREIGN = (
    "The workflow “{}” holds the step “{}”, which is none of the clinic's: histories say “Approved” where nobody has "
    "read the words as a clinician. Take it out under Settings, Workflows."
)


def establish_workflow() -> None:
    """Two steps for every page of the site: a clinician signs the words, a publisher puts them live."""
    groups = {role.key: role.group() for role in ROLES}
    sign = step(SignOffTask, groups["reviewer"])
    live = step(PublishTask, groups["publisher"], groups["admin"])
    WorkflowPage.objects.get_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow_of(NAME, sign, live)}
    )
    shared = workflow_of(SHARED, sign)
    for kind in ContentType.objects.get_for_models(*shared_texts()).values():
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": shared})


def shared_texts() -> list[type[SharedText]]:
    return [model for model in get_snippet_models() if issubclass(model, SharedText)]


def workflow_of(name: str, *tasks: Task) -> Workflow:
    workflow, _ = Workflow.objects.get_or_create(name=name)
    for order, task in enumerate(tasks):
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    return workflow


def step(task_type: type[OnItsOwnScreen], *groups: Any) -> Task:
    """The one of its kind, whose name of 1.0 may be another: it gets its own back."""
    task = task_type.objects.order_by("-active", "pk").first()
    if task is None:
        task = task_type.objects.create(name=task_type.own_name)
        task.groups.set(groups)
    elif task.name != task_type.own_name:
        task.name = task_type.own_name
        task.save()
    return task


def foreign_steps() -> list[str]:
    """Steps of other kinds, of 1.0, in workflows that are in use: one sentence each."""
    rows = WorkflowTask.objects.filter(workflow__active=True, task__active=True).select_related("workflow", "task")
    return [FOREIGN.format(row.workflow, row.task) for row in rows if not isinstance(row.task.specific, OnItsOwnScreen)]
