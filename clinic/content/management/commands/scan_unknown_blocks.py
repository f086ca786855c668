"""`manage.py scan_unknown_blocks`: where something is stored that no block of the code can read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.content.unknown_block_scan import scan

WHAT_TO_DO = (
    "They are kept and patients do not see them, but what holds them cannot be saved or published. Bring them over "
    "with a data migration (docs/operating.md, Blocks that were removed from the code)."
)


class Command(BaseCommand):
    help = (
        "Looks through all that is live and all newest drafts for blocks and fields that the code no longer has. "
        "Fails when there are any, naming page and block."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = [*scan()]
        if found:
            where = "\n".join(f"  {one}" for one in found)
            raise CommandError(f"Stored with blocks that no longer exist:\n{where}\n{WHAT_TO_DO}")
        self.stdout.write("Every stored block is known.")
