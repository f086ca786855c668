from django.core.management.base import BaseCommand, CommandError

from clinic.content.unknown_block_scan import lost_everywhere


class Command(BaseCommand):
    help = (
        "Looks through all pages and newest drafts for parts made with a block or field that the code no longer has. "
        "They are kept, but patients do not see them. Fails when there are any, naming page and block."
    )

    def handle(self, *args, **options):
        lost = list(lost_everywhere())
        for found in lost if options["verbosity"] else []:
            self.stdout.write(str(found))
        if lost:
            raise CommandError(f"{len(lost)} stored texts hold parts made with blocks that no longer exist.")
        if options["verbosity"]:
            self.stdout.write("Every stored part has its block.")
