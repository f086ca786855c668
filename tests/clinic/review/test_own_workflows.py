"""“Approved” in a history or on a board means a clinical review: workflows hold the clinic's own steps."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models.signals import pre_save
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from clinic.review.models import PublishTask, SignOffTask
from clinic.review.models.tasks import ClinicsOwnSteps
from clinic.review.signals import step_keeps_its_name
from clinic.review.workflow import establish_workflow
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def test_a_step_of_another_kind_is_put_into_no_workflow(staff):
    task = GroupApprovalTask.objects.create(name="Clinical review (2)")
    task.groups.set(Group.objects.filter(name__in=["Writer"]))
    workflow = Workflow.objects.first()
    rows = {
        "workflow_tasks-TOTAL_FORMS": "1",
        "workflow_tasks-INITIAL_FORMS": "0",
        "workflow_tasks-MIN_NUM_FORMS": "0",
        "workflow_tasks-MAX_NUM_FORMS": "1000",
        "workflow_tasks-0-task": str(task.pk),
        "workflow_tasks-0-ORDER": "1",
    }
    pages = {
        "pages-TOTAL_FORMS": "0",
        "pages-INITIAL_FORMS": "0",
        "pages-MIN_NUM_FORMS": "0",
        "pages-MAX_NUM_FORMS": "9",
    }
    form = {"name": workflow.name, "active": "on"} | rows | pages
    said = staff("admin").post(f"/admin/workflows/edit/{workflow.pk}/", form, follow=True).text
    assert "is no step of this clinic" in said
    assert not WorkflowTask.objects.filter(task=task).exists()


@pytest.mark.parametrize(("kind", "name"), [(PublishTask, "Clinical review"), (SignOffTask, "Seen by reception")])
def test_a_step_keeps_its_name_and_has_no_twin(kind, name):
    step = kind.objects.get()
    step.name = name
    with pytest.raises(ClinicsOwnSteps):
        step.save()
    with pytest.raises(ClinicsOwnSteps):
        kind.objects.create(name=name)


def made_in_1_0(kind, name):
    """When nothing refused a twin."""
    pre_save.disconnect(step_keeps_its_name, sender=kind)
    try:
        return kind.objects.create(name=name)
    finally:
        pre_save.connect(step_keeps_its_name, sender=kind)


def test_a_step_that_was_renamed_before_stops_no_set_up_and_gets_its_name_back():
    step = SignOffTask.objects.get()
    SignOffTask.objects.filter(pk=step.pk).update(name="Revisión clínica")
    establish_workflow()
    step.refresh_from_db()
    assert step.name == "Clinical review" and SignOffTask.objects.count() == 1


def test_a_twin_of_before_can_be_switched_off(staff):
    twin = made_in_1_0(SignOffTask, "Clinical review (2)")
    staff("admin").post(f"/admin/workflows/tasks/disable/{twin.pk}/")
    twin.refresh_from_db()
    assert not twin.active


def test_the_set_up_names_workflows_that_hold_other_steps_since_before():
    workflow = Workflow.objects.first()
    task = GroupApprovalTask.objects.create(name="Seen by reception")
    WorkflowTask.objects.bulk_create([WorkflowTask(workflow=workflow, task=task)])
    said = io.StringIO()
    call_command("bootstrap", stdout=io.StringIO(), stderr=said)
    assert f"“{workflow}” holds the step “Seen by reception”" in said.getvalue()


def test_the_clinics_own_are_made_again_without_harm():
    establish_workflow()
    establish_workflow()
    assert SignOffTask.objects.count() == PublishTask.objects.count() == 1


def test_the_board_says_approved_only_of_what_somebody_approved(staff):
    page = build.topic(live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    page.get_workflow().start(page, member("writer"))
    page.current_workflow_task_state.approve(user=member("writer"))  # As a step of another kind would, of before.
    first = staff("publisher").get("/admin/").text
    assert page.title in first and "Approved. Wait" not in first
