"""`manage.py restore`: a backup takes the place of what is there."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import connection, connections

from clinic.ops.backup.restoring import forget_the_past, restore
from clinic.ops.backup.server import Server
from clinic.ops.backup.tar_file import opened
from clinic.ops.backup.trouble import in_one_sentence
from clinic.ops.launching.kept_pages import folder_of_pages
from clinic.ops.progress import LongCommand
from clinic.ops.releases import newer
from clinic.website.after_restore import STAFF, keep_ended

# A change with a number that no process has seen: whatever it holds is of another version.
ANOTHER_VERSION = """SELECT setval(pg_get_serial_sequence('website_contentchange', 'id'),
    nextval(pg_get_serial_sequence('website_contentchange', 'id')) + 1000000);
INSERT INTO website_contentchange (page) VALUES (NULL)"""


class Command(LongCommand):
    help = "Puts a backup in the place of what is there, brings it up to date, and keeps what was there aside."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, help="The backup.")
        what.add_argument("--drop-old", action="store_true", help="Restore nothing: drop what restores have put aside.")
        what.add_argument(
            "--recovered", action="store_true", help="Restore nothing: the database was put back by other means."
        )
        parser.add_argument("--replace", action="store_true", help="Also where there is content.")

    def handle(
        self, *args: Any, file: Path | None, drop_old: bool, recovered: bool, replace: bool, **options: Any
    ) -> None:
        server = Server(settings.DATABASES["default"])
        connections.close_all()
        past = ""
        with in_one_sentence():
            if drop_old:
                forget_the_past(server, settings.BACKED_UP, self.say)
                return
            if file:
                refuse_newer(file)
                past = restore(server, settings.BACKED_UP, file, replace, self.say, self.bring_up_to_date)
            else:
                self.bring_up_to_date(server.name)
            shutil.rmtree(folder_of_pages(), ignore_errors=True)
        self.say(f"Restored. Start the clinic again; empty {folder_of_pages()} on its other machines.")
        self.say(STAFF)
        if past:
            self.say(f"What was there is the database {past} and folders ending in .before_…: --drop-old drops them.")

    def bring_up_to_date(self, database: str) -> None:
        """`migrate` on the new database before anybody uses it."""
        name, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], database
        try:
            self.say("Database: bringing its tables up to date")
            call_command("migrate", interactive=False, verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute(ANOTHER_VERSION)
            keep_ended()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name


def refuse_newer(file: Path) -> None:
    """Tables that this code does not know would be served by code that does not know them."""
    with opened(file) as archive:
        applied = archive.facts["database"]["migrations"]
    if newer(applied):
        raise CommandError(f"{file} was made by a newer version of the clinic: restore it with that one.")
