"""`manage.py backup`: the whole clinic in one file, tried before it is called good."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import CommandError, CommandParser
from django.db import connections

from clinic.content.doctor import named, not_there, on_disk, some
from clinic.jobs.last_good_backup import noted_backup
from clinic.ops.backup.making import backups, make, verify
from clinic.ops.backup.server import Server, alone
from clinic.ops.backup.trouble import in_one_sentence
from clinic.ops.progress import LongCommand

NEWEST = "newest"


class Command(LongCommand):
    help = "Writes database, pictures and documents into one file, restores it into a scratch database and compares."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUP_DIR, help="The folder for backups (BACKUP_DIR).")
        parser.add_argument("--keep", type=number, default=0, help="Afterwards only this many of the newest stay.")
        parser.add_argument(
            "--verify", nargs="?", const=NEWEST, metavar="FILE", help="Make none: try FILE, or the newest there is."
        )

    def handle(self, *args: Any, to: Path, keep: int, verify: str | None, **options: Any) -> None:
        server = Server(settings.DATABASES["default"])
        if verify:
            with in_one_sentence():
                self.try_out(server, newest(to, server) if verify == NEWEST else Path(verify))
            return
        with noted_backup(), in_one_sentence():
            self.look_for_files()
            if not isinstance(default_storage, FileSystemStorage):
                self.say("Pictures and documents are in a bucket, and not in this backup: keep its versions there.")
            connections.close_all()
            make(server, settings.BACKED_UP, to.absolute(), keep, self.say)

    def try_out(self, server: Server, path: Path) -> None:
        with alone(server) as admin:
            verify(path, server, admin, settings.BACKED_UP, self.say)
        self.say(f"Good: {path}, restored once and found whole")

    def look_for_files(self) -> None:
        """A disk that is not mounted looks like a clinic without pictures: its backup would push good ones out."""
        rows = named()
        missing = not_there(rows, on_disk())
        if missing and len(missing) == len(rows):
            raise CommandError(
                f"None of the {len(rows)} pictures and documents is in {settings.MEDIA_ROOT}. Is its disk mounted? "
                "Nothing was backed up."
            )
        if missing:
            self.say(f"Not in it, because they are not on the disk: {some(missing)}")


def number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is not a number of backups: choose 1 or more")
    return int(text)


def newest(folder: Path, server: Server) -> Path:
    if found := backups(folder, server.name):
        return found[0]
    raise CommandError(f"There is no backup of “{server.name}” in {folder}.")
