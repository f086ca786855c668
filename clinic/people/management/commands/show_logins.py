"""Says with what a person can log in: the demo's logins in development, otherwise how the first admin is made."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.people import demo_accounts, first_admin


class Command(BaseCommand):
    help = "Lists the demo logins that still work (in development only), or says how the first admin is made."

    def handle(self, *args: Any, **options: Any) -> None:
        logins = demo_accounts.usable()
        if logins:
            self.stdout.write(f"Logins of the demo, kept in {demo_accounts.logins_file()}:")
        for login in logins.values():
            self.stdout.write(f"  {login['username']:<12}{login['password']}")
        if not first_admin.can_anybody_be_admin():
            self.stdout.write("There is no admin yet: python manage.py create_first_admin --email ADDRESS")
