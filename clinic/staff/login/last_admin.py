"""The last admin who can log in stays one, whatever somebody does in the admin."""

from typing import Any

from allauth.core import context
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.models import Revision

from clinic.people.first_admin import admins, is_admin
from clinic.people.models import User
from clinic.people.refused import Refused
from clinic.people.roles import ADMIN, ROLES
from clinic.review.models import Review

STAYS = "make somebody else an admin first. Nothing was changed."
HAS_WRITTEN = "has written or decided something that is on record. Deactivate the account instead. Nothing was changed."
# Without these nobody could be brought back.
KEPT_RIGHTS = ["access_admin", "change_user"]
RIGHTS_STAY = f"The role “{ADMIN.name}” may always log in and change people. Nothing was changed."
ROLE_STAYS = f"The role “{ADMIN.name}” stays: without it nobody could look after people. Nothing was changed."


class LastAdmin(Refused):
    """Why this may not be."""


@receiver(pre_delete, sender=User)
def not_deleted(instance: User, **_: Any) -> None:
    """Nor is somebody whose words or decisions are on record: as another account they could approve their own."""
    keep(instance)
    if context.request and (
        Revision.objects.filter(user=instance).exists() or Review.objects.filter(reviewer=instance).exists()
    ):
        raise LastAdmin(f"{instance.display_name} {HAS_WRITTEN}")


@receiver(pre_save, sender=User)
def not_deactivated(instance: User, update_fields: Any = None, **_: Any) -> None:
    """Nor is who was an admin as a superuser alone made somebody else."""
    if instance.pk and (update_fields is None or {"is_active", "is_superuser"} & set(update_fields)):
        by_role = instance.groups.filter(name=ADMIN.name)
        if not instance.is_active or not (instance.is_superuser or by_role.exists()):
            keep(instance)


@receiver(m2m_changed, sender=User.groups.through)
def not_without_the_role(instance: Any, action: str, pk_set: set[int] | None, reverse: bool, **_: Any) -> None:
    """Also from the side of the role: `role.user_set.remove(somebody)`."""
    if action not in ("pre_remove", "pre_clear") or not context.request:
        return
    role = locked_role()
    if role and reverse and instance.pk == role.pk:
        keep(*(admins() if pk_set is None else User.objects.filter(pk__in=pk_set)))
    elif role and not reverse and (pk_set is None or role.pk in pk_set):
        keep(instance)


@receiver(pre_delete, sender=Group)
def role_not_deleted(instance: Group, **_: Any) -> None:
    """Without it, whoever holds it could not log in any more."""
    if context.request and instance.name in {role.name for role in ROLES}:
        raise LastAdmin(f"The role “{instance.name}” stays: the work of the clinic needs it. Nothing was changed.")


@receiver(pre_save, sender=Group)
def role_not_renamed(instance: Group, **_: Any) -> None:
    renamed = context.request and instance.name != ADMIN.name
    if renamed and Group.objects.filter(pk=instance.pk, name=ADMIN.name).exists():
        raise LastAdmin(ROLE_STAYS)


@receiver(m2m_changed, sender=Group.permissions.through)
def role_keeps_its_rights(instance: Any, action: str, pk_set: set[int] | None, reverse: bool, **_: Any) -> None:
    if action not in ("pre_remove", "pre_clear") or not context.request or reverse or instance.name != ADMIN.name:
        return
    kept = instance.permissions.filter(codename__in=KEPT_RIGHTS)
    if (kept if pk_set is None else kept.filter(pk__in=pk_set)).exists():
        raise LastAdmin(RIGHTS_STAY)


def keep_in_bulk(request: HttpRequest, action_type: str, objects: list[Any], view: Any) -> None:
    """Wagtail's acts for many people at once change rows without telling, or tell of each as if the others stayed."""
    ends = action_type == "delete" or not view.get_execution_context().get("mark_as_active", True)
    if view.model is User and ends:
        keep(*objects)


def locked_role() -> Group | None:
    """None where somebody took it away by a command; then superusers are the admins."""
    return Group.objects.select_for_update().filter(name=ADMIN.name).first()


def keep(*leaving: User) -> None:
    """Refuses where nobody would be left. A command may do it: whoever gives one can make an admin again."""
    if not context.request or not any(map(is_admin, leaving)):
        return
    locked_role()  # Two admins who take the role from one another at the same moment wait here.
    gone = {user.pk for user in leaving}
    if not any(admin.pk not in gone and admin.has_usable_password() for admin in admins()):
        names = [user.display_name for user in leaving if is_admin(user)]
        last = f"{names[0]} is the only admin" if len(names) == 1 else f"{' and '.join(names)} are the only admins"
        raise LastAdmin(f"{last}: {STAYS}")
