"""The workflows of the clinic: clinical review, then publish; of a shared text clinical review, which publishes it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Task, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask
from wagtail.snippets.models import get_snippet_models

from clinic.content.models import SharedText
from clinic.people.roles import ROLES
from clinic.review.models.tasks import PublishTask, SignOffTask

NAME = "Clinical review, then publish"
SHARED = "Clinical review of a shared text"


def establish_workflow() -> None:
    """Two steps for every page of the site: a clinician signs the words, a publisher puts them live."""
    groups = {role.key: role.group() for role in ROLES}
    sign = step(SignOffTask, "Clinical review", groups["reviewer"])
    live = step(PublishTask, "Publish", groups["publisher"], groups["admin"])
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


def step(task_type: type[Task], name: str, *groups: Any) -> Task:
    task, made = task_type.objects.get_or_create(name=name)
    if made:
        task.groups.set(groups)
    return task
