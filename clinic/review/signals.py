"""What follows when a page goes live, when the rule of four eyes is changed, when a database of 1.0 is upgraded."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate, pre_save
from django.dispatch import receiver
from wagtail.models import Page, Revision, WorkflowTask
from wagtail.signals import page_published

from clinic.content.models.unsigned_words import NAMED_FOR
from clinic.content.read_by_clinician import CLINICIANS
from clinic.people.namesakes import KNOWN_ELSEWHERE, NAMES_ELSEWHERE
from clinic.people.roles import ROLES
from clinic.review import bylines, change_notes, given_words
from clinic.review.models import PublishTask, SignOffTask
from clinic.review.models.tasks import NAMED, NOT_A_STEP, ClinicsOwnSteps, OnItsOwnScreen
from clinic.review.namesakes import clinicians_of_today, in_register, names_known
from clinic.review.signatures_of_1_0 import note_own_hashes, renew_hashes
from clinic.site.models import ClinicDetails

KNOWN_ELSEWHERE.append(in_register)
NAMES_ELSEWHERE.append(names_known)
CLINICIANS.append(clinicians_of_today)
NAMED_FOR.append(given_words.give)
BOTH_ROLES = {"publisher", "admin"}
NEW_HASH = ("review", "0002_words_and_clinicians")
OWN_HASH = ("review", "0009_own_hash")


@receiver(page_published)
def keep_change_note(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """A change goes live: its note is kept, for patients or for the history."""
    change_notes.keep_note(instance, revision)


@receiver(page_published)
def end_unnamed(instance: Page, **kwargs: Any) -> None:
    """Whoever was named by the words that patients read before is not asked any more."""
    bylines.end_unnamed(instance)


@receiver(pre_save, sender=ClinicDetails)
def two_roles_one_person(instance: ClinicDetails, **kwargs: Any) -> None:
    """The one switch: while it is on, whoever publishes may approve too, as "Who may do what" then says."""
    was_on = ClinicDetails.objects.filter(pk=instance.pk, one_person_signs=True).exists()
    if was_on != instance.one_person_signs:
        let_publishers_sign(instance.one_person_signs)


def let_publishers_sign(may: bool) -> None:
    sign = Permission.objects.filter(content_type__app_label="review", codename="sign_off")
    for group in Group.objects.filter(name__in=[role.name for role in ROLES if role.key in BOTH_ROLES]):
        (group.permissions.add if may else group.permissions.remove)(*sign)


@receiver(pre_save, sender=WorkflowTask)
def only_own_steps(instance: WorkflowTask, **kwargs: Any) -> None:
    """A step of another kind would write “approved” into histories and boards on anybody's word."""
    if not isinstance(instance.task.specific, OnItsOwnScreen):
        raise ClinicsOwnSteps(NOT_A_STEP.format(instance.task))


@receiver(pre_save, sender=SignOffTask)
@receiver(pre_save, sender=PublishTask)
def step_keeps_its_name(sender: type[OnItsOwnScreen], instance: OnItsOwnScreen, **kwargs: Any) -> None:
    """Publishing that is called clinical review would say that a clinician had approved.

    Names and twins of 1.0 can be put right: they stop nobody who saves them as they are, or with the own name.
    """
    stored = sender._default_manager.filter(pk=instance.pk).first()
    twin = stored is None and sender._default_manager.exists()
    if twin or instance.name not in {sender.own_name, stored and stored.name}:
        raise ClinicsOwnSteps(NAMED.format(sender.own_name))


@receiver(post_migrate)
def renew_signatures(sender: Any, plan: Iterable[Any] = (), **kwargs: Any) -> None:
    """All tables are those of today by now, so that words can be read by the code of today."""
    done = {(migration.app_label, migration.name) for migration, backwards in plan if not backwards}
    if sender.label == "review" and NEW_HASH in done:
        renew_hashes()
        if ClinicDetails.objects.filter(one_person_signs=True).exists():
            let_publishers_sign(True)
    if sender.label == "review" and OWN_HASH in done:
        note_own_hashes()
