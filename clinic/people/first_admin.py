"""The first admin of an installation, who chooses a password through a link that works once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.log_actions import log

from clinic.people.models import User
from clinic.people.roles import ADMIN, Role
from clinic.people.staff_mail import address_in_admin


class Refused(Exception):
    """The message says why and what to do instead, in words for the person at the keyboard."""


@transaction.atomic
def first_admin(email: str, recover: bool = False) -> User:
    """The account of the first admin, made or found; from now on nothing but a link opens it, without a second factor.

    Refuses while another admin can log in, and for an account somebody uses already, unless told to `recover`.
    """
    group = locked(ADMIN)
    user = account_of(email)
    if not recover:
        refuse_second_admin(user)
        refuse_account_in_use(user)
    user.is_active = True
    user.set_unusable_password()
    user.save()
    user.groups.add(group)
    Authenticator.objects.filter(user=user).delete()
    log(user, "wagtail.edit" if recover else "wagtail.create", data={"made_by": "create_first_admin"})
    return user


def locked(role: Role) -> Group:
    """The group of this role, which a second command at the same moment waits for."""
    try:
        return Group.objects.select_for_update().get(name=role.name)
    except Group.DoesNotExist as error:
        raise Refused("There are no roles yet. Run “python manage.py bootstrap” first. Nothing was changed.") from error


def account_of(email: str) -> User:
    """The account with this address, which may be its name; otherwise a new one, named after the address."""
    found = list(User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email))[:2])
    if len(found) > 1:
        raise Refused(f"More than one account has the address {email}. Choose another one. Nothing was changed.")
    return found[0] if found else User(username=email, email=email)


def refuse_second_admin(user: User) -> None:
    others = [admin.username for admin in admins() if admin.pk != user.pk]
    if others:
        raise Refused(
            f"There is an admin already ({', '.join(others)}), who can add people under Settings → Users. "
            "Where nobody can log in as that person any more, add --recover. Nothing was changed."
        )


def refuse_account_in_use(user: User) -> None:
    if user.pk and (user.last_login or user.has_usable_password() or not is_admin(user)):
        raise Refused(
            f"{user.username} has an account already. To make it an admin's, and to end its password, add --recover. "
            "Nothing was changed."
        )


def admins() -> Iterable[User]:
    """Active accounts that may do what an admin may, those that wait for their link to be used included."""
    return User.objects.filter(Q(is_superuser=True) | Q(groups__name=ADMIN.name), is_active=True).distinct()


def is_admin(user: User) -> bool:
    return any(admin.pk == user.pk for admin in admins())


def can_anybody_be_admin() -> bool:
    """Whether there is an admin with a password."""
    return any(not admin.password.startswith(UNUSABLE_PASSWORD_PREFIX) for admin in admins())


def link_for(user: User) -> str:
    """Where this person chooses a password. Django ends it when one is chosen, at a login, and after a while."""
    uid, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    return address_in_admin("wagtailadmin_password_reset_confirm", uidb64=uid, token=token)


def link_ends() -> datetime:
    """Until when a link made now works."""
    return timezone.localtime() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
