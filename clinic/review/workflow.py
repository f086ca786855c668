"""The one workflow of the clinic: clinical review, then publish."""

from typing import Any

from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from clinic.people.roles import ROLES
from clinic.review.models.tasks import PublishTask, SignOffTask

NAME = "Clinical review, then publish"


def establish_workflow() -> None:
    """Two steps for every page of the site: a clinician signs the words, a publisher puts them live."""
    groups = {role.key: role.group() for role in ROLES}
    sign = step(SignOffTask, "Clinical review", groups["reviewer"])
    live = step(PublishTask, "Publish", groups["publisher"], groups["admin"])
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    for order, task in enumerate([sign, live]):
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})


def step(task_type: type[Task], name: str, *groups: Any) -> Task:
    task, made = task_type.objects.get_or_create(name=name)
    if made:
        task.groups.set(groups)
    return task
