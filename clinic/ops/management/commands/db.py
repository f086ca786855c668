from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic.ops.postgres import PostgresUnavailable


class Command(BaseCommand):
    help = "Starts, stops or describes the private Postgres that is used when DATABASE_URL is unset."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["start", "stop", "status"])

    def handle(self, *args, what, **options):
        self.postgres = getattr(settings, "PRIVATE_POSTGRES", None)
        if self.postgres is None:
            raise CommandError("DATABASE_URL is set, so there is no private Postgres here to start or stop.")
        self.stdout.write({"start": self.start, "stop": self.stop, "status": self.status}[what]())

    def start(self):
        try:
            self.postgres.ensure()
        except PostgresUnavailable as error:
            raise CommandError(str(error)) from error
        return self.status()

    def stop(self):
        self.postgres.stop()
        return "The private Postgres is stopped."

    def status(self):
        if not self.postgres.is_up():
            return f"The private Postgres of {self.postgres.root} is not running."
        return f"The private Postgres of {self.postgres.root} is running: DATABASE_URL={self.postgres.url}"
