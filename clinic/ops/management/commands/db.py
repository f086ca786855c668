"""`manage.py db`: the private Postgres by hand."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.ops.postgres import PrivatePostgres


class Command(BaseCommand):
    """Every other command starts the private Postgres for itself and stops it; this one lets it run in between."""

    help = "Starts, stops or describes the private Postgres that is used when DATABASE_URL is unset."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["start", "stop", "status"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        postgres = settings.PRIVATE_POSTGRES
        if postgres is None:
            raise CommandError("DATABASE_URL is set, so there is no private Postgres here to start or stop.")
        if what == "start":
            postgres.keep()
        if what == "stop":
            stop(postgres)
        self.stdout.write(status(postgres))


def stop(postgres: PrivatePostgres) -> None:
    if not postgres.stop():
        raise CommandError("The private Postgres is in use: end `manage.py up` or the command that uses it first.")


def status(postgres: PrivatePostgres) -> str:
    if not postgres.is_up():
        return f"The private Postgres of {postgres.root} is not running."
    return f"The private Postgres of {postgres.root} is running: DATABASE_URL={postgres.url}"
