"""One login for each role, so that a person can try what each may do. Passwords are made here and kept in var/."""

import hashlib
import json
import os
import secrets

from django.contrib.auth import get_user_model

from clinic.people.roles import ROLES

# No letters or digits that are mistaken for one another when they are read from paper.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Logins:
    """The file `var/logins.json`: {role: {"username", "password"}}, readable by its owner only."""

    def __init__(self, var):
        self.file = var / "logins.json"
        self.seen = var / "logins.seen"

    def ensure(self):
        """Makes every login work and returns all as {role: {"username", "password"}}.

        A login that works is left alone; one that does not gets a new password. An account that somebody has
        deactivated stays so, and has no password here.
        """
        logins = self._read()
        if self._unchanged(logins):
            return logins
        logins = {role.key: working(role, logins.get(role.key, {})) for role in ROLES}
        self._write(logins)
        self.seen.write_text(self._digest(logins))
        return logins

    def _read(self):
        try:
            return json.loads(self.file.read_text())
        except (FileNotFoundError, ValueError):
            return {}

    def _write(self, logins):
        new = self.file.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(logins, file, indent=2)
        new.replace(self.file)

    def _unchanged(self, logins):
        # Trying four passwords takes half a second on purpose; what has not changed since still works.
        return self.seen.exists() and self.seen.read_text() == self._digest(logins)

    def _digest(self, logins):
        users = get_user_model().objects.filter(username__in=[role.key for role in ROLES]).order_by("pk")
        state = list(users.values_list("username", "password", "is_active"))
        return hashlib.sha256(json.dumps([logins, state]).encode()).hexdigest()


def working(role, login):
    """The login of `role` after it has been made to work: {"username", "password"}."""
    user = get_user_model().objects.filter(username=role.key).first() or new_user(role)
    password = login.get("password", "")
    if not user.is_active:
        return {"username": role.key, "password": ""}
    if not password or not user.check_password(password):
        password = new_password()
        user.set_password(password)
        user.save()
    return {"username": role.key, "password": password}


def new_user(role):
    user = get_user_model().objects.create(username=role.key, public_name=role.name)
    user.groups.add(role.group())
    return user


def new_password():
    """Sixteen characters in four groups: 80 bits, and still possible to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
