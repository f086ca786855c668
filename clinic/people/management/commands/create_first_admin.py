"""Makes the first admin, who chooses a password through a link."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.formats import date_format

from clinic.people.first_admin import Refused, first_admin, link_ends, link_for


class Command(BaseCommand):
    help = "Makes the first admin and prints a link, which works once, to choose a password. Refuses a second one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="the admin's address, which is also the user name")
        parser.add_argument(
            "--recover",
            action="store_true",
            help="although there is an admin: nobody can log in as one any more. An account that has this address "
            "becomes an admin's, and its password ends",
        )

    def handle(self, *args: Any, email: str, recover: bool, **options: Any) -> None:
        try:
            validate_email(email)
            user = first_admin(email, recover)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        ends = link_ends()
        self.stdout.write(
            f"User name: {user.username}\n"
            f"Choose a password here, once, before {date_format(ends, 'DATETIME_FORMAT')} ({ends:%Z}):\n"
            f"{link_for(user)}"
        )
