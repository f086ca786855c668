"""`manage.py database_roles`: the SQL with which a server's admin makes the roles of the two processes."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic.ops.rights.everybody import left_to_the_admin
from clinic.ops.rights.roles import sentences


class Command(BaseCommand):
    """Passwords are in it as the server keeps them, not as they are typed."""

    help = "Prints what makes the roles of SITE_DATABASE_URL and STAFF_DATABASE_URL, for psql. Changes nothing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DATABASE_ROLES:
            raise CommandError(
                "Set SITE_DATABASE_URL and STAFF_DATABASE_URL first, each with a name and a password of its own "
                "(docs/operating.md)."
            )
        for line in [*(f"{sentence};" for sentence in sentences()), *left_to_the_admin()]:
            self.stdout.write(line)
