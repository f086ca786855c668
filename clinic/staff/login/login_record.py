"""What the record says of logins: who got in or did not, and who may do what from now on. Never what was typed."""

import re
from collections.abc import Iterable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from clinic.people.models import FormerName, User
from clinic.staff.login.account_mail import tell, tell_at
from clinic.website.limits import count, hidden

HOUR = 60 * 60
# A flood of guesses must not fill the log: as many in an hour are written down, for each account.
MOST_FAILURES = 500
ACTS = {
    "clinic.logged_in": ("Log in", "Logged in"),
    "clinic.login_failed": ("Failed login", "Failed to log in"),
    "clinic.password_changed": ("New password", "Chose a new password"),
    "clinic.second_factor_failed": ("Wrong code", "Gave a wrong code"),
    "clinic.second_factor_added": ("Add a second factor", "Added a second factor"),
    "clinic.second_factor_removed": ("Remove a second factor", "Removed a second factor"),
    "clinic.second_factor_reset": ("New recovery codes", "Made new recovery codes"),
    "clinic.rights_given": ("Give rights", "Gave rights"),
    "clinic.rights_taken": ("Take rights", "Took rights"),
}
# The row of an account that does not exist: what was typed as a name may be a password.
NOBODY = User(pk=0, username="no such account")


@receiver(user_logged_in)
def write_login(request: HttpRequest, user: User, **_: Any) -> None:
    """Who logs in with another browser than ever before hears of it."""
    device = browser(request)
    before = ModelLogEntry.objects.for_instance(user).filter(action="clinic.logged_in")
    if before.exists() and not before.filter(data__browser=device).exists():
        tell(user, "Somebody logged in with a browser that was not used before")
    there = any(record["method"] == "socialaccount" for record in get_authentication_records(request, user))
    how = {"why": "at the clinic's directory"} if there else {}
    log(user, "clinic.logged_in", user=user, data={"browser": device} | how)


def browser(request: HttpRequest) -> str:
    """Which one it is, without its version: enough to tell it from others, nothing to read."""
    return hidden(re.sub(r"[\d.]+", "", request.headers.get("User-Agent", "")))


def write_failure(username: str) -> None:
    write_failure_of(User.objects.filter(username=username).first())


def write_failure_of(known: User | None) -> None:
    if count(f"failed-logins:{known.pk if known else 'unknown'}", HOUR) <= MOST_FAILURES:
        log(known or NOBODY, "clinic.login_failed", user=known)


@receiver(post_save, sender=User)
def write_new_password(instance: User, created: bool, **_: Any) -> None:
    """In the admin only: whoever gives a command tells the others. A password that is hashed anew is no new one."""
    if context.request and not created and instance._password is not None:  # type: ignore[attr-defined]
        log(instance, "clinic.password_changed", user=instance)
        tell(instance, "A new password was chosen")


@receiver(post_save, sender=FormerName)
def tell_old_address(instance: FormerName, created: bool, **_: Any) -> None:
    """Whoever could change it could ask for a new password there: the old address hears of it."""
    user = instance.user
    if created and instance.email.lower() != user.email.lower():
        tell_at(instance.email, user, f"Another e-mail address, {user.email or 'none'}, was entered")


@receiver(authentication_failed)
def write_wrong_code(user: User, authenticator: Authenticator, **_: Any) -> None:
    if count(f"failed-codes:{user.pk}", HOUR) <= MOST_FAILURES:
        log(user, "clinic.second_factor_failed", user=user, data={"why": kind(authenticator)})


@receiver(authenticator_added)
def write_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    log(user, "clinic.second_factor_added", user=user, data={"why": kind(authenticator)})


@receiver(authenticator_removed)
def write_removed(request: HttpRequest, authenticator: Authenticator, **_: Any) -> None:
    log(authenticator.user, "clinic.second_factor_removed", user=request.user, data={"why": kind(authenticator)})


@receiver(authenticator_reset)
def write_new_codes(user: User, **_: Any) -> None:
    log(user, "clinic.second_factor_reset", user=user)


def kind(authenticator: Authenticator) -> str:
    return str(Authenticator.Type(authenticator.type).label)


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
@receiver(m2m_changed, sender=Group.permissions.through)
def write_rights(instance: Any, action: str, model: Any, pk_set: Iterable[int] | None, **_: Any) -> None:
    """Roles of a person, or rights of a role, that somebody changed in the admin."""
    act = {"post_add": "clinic.rights_given", "post_remove": "clinic.rights_taken", "pre_clear": "clinic.rights_taken"}
    if context.request and action in act and pk_set != set():
        changed = model.objects.filter(pk__in=pk_set) if pk_set else rights_of(instance)
        named = ", ".join(str(right) for right in changed)
        log(instance, act[action], user=context.request.user, data={"why": named[:250]})


def rights_of(instance: Any) -> Iterable[Group | Permission]:
    """All that somebody has who is about to lose all."""
    return instance.groups.all() if isinstance(instance, User) else instance.permissions.all()
