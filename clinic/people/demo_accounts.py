"""One account a role beside the demo content, so that a person at a desk can try what each role may do.

They are made once, with the demo content, and only where settings.DEMO_ACCOUNTS says so: in development. What becomes
of them afterwards is staff's business: nothing here ever sets a password again or brings an account back.
"""

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.db.models.fields.reverse_related import ForeignObjectRel

from clinic.people.models import User
from clinic.people.roles import ROLES, Role

# No letters or digits that are mistaken for one another when they are read from paper.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
CHANGED, USED, NEEDED = "its password was changed", "somebody has logged in with it", "something belongs to it"


class Login(TypedDict):
    """`hash` is the password as the database kept it: while the two are alike, `password` still opens the account."""

    username: str
    password: str
    hash: str


@dataclass
class Removed:
    """How many accounts went, and the others as `[(name, why)]`."""

    count: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)


def logins_file() -> Path:
    """`var/logins.json`: {role: Login}. Only its owner may read it."""
    return settings.VAR_DIR / "logins.json"


def make() -> None:
    """An account for each role; names that are taken are left alone."""
    if not settings.DEMO_ACCOUNTS:
        return
    taken = set(User.objects.values_list("username", flat=True))
    _write(_read() | {role.key: _make(role) for role in ROLES if role.key not in taken})


def _make(role: Role) -> Login:
    password = new_password()
    user = User.objects.create_user(role.key, password=password, public_name=role.name)
    user.groups.add(role.group())
    return {"username": user.username, "password": password, "hash": user.password}


def new_password() -> str:
    """Sixteen characters in four groups: 80 bits, and still possible to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def usable() -> dict[str, Login]:
    """The logins that still open an account: {role: Login}. None outside development."""
    if not settings.DEMO_ACCOUNTS:
        return {}
    now = dict(User.objects.filter(is_active=True).values_list("username", "password"))
    return {role: login for role, login in _read().items() if now.get(login["username"]) == login["hash"]}


def remove() -> Removed:
    """Deletes the demo accounts of which nobody has made use; the others are the clinic's from now on."""
    removed, kept = Removed(), {}
    for role, login in _read().items():
        user = User.objects.filter(username=login["username"]).first()
        if user is None:
            continue
        if why := reason_to_keep(user, login):
            removed.kept.append((user.username, why))
            kept[role] = login
        else:
            user.delete()
            removed.count += 1
    _write(kept)
    return removed


def reason_to_keep(user: User, login: Login) -> str:
    """Why this account stays; empty when nobody has made use of it."""
    if user.password != login["hash"]:
        return CHANGED
    if user.last_login is not None:
        return USED
    return NEEDED if has_anything(user) else ""


def has_anything(user: User) -> bool:
    """Whether anything in the database points to this account. Its role does not count."""
    fields = user._meta.get_fields(include_hidden=True)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: user}).exists()
        for relation in fields
        if isinstance(relation, ForeignObjectRel) and not relation.related_model._meta.auto_created
    )


def _read() -> dict[str, Login]:
    try:
        return json.loads(logins_file().read_text())
    except (FileNotFoundError, ValueError):
        return {}


def _write(logins: dict[str, Login]) -> None:
    """In one step: whoever reads sees the old file or the new one. An empty one goes."""
    if not logins:
        return logins_file().unlink(missing_ok=True)
    new = logins_file().with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(logins, file, indent=2)
    new.replace(logins_file())
