from django.core.management.base import BaseCommand

from clinic.jobs.due import run_due
from clinic.jobs.publishing_failed import tell_about_held_up


class Command(BaseCommand):
    help = (
        "Puts live and takes down what is due. A page that cannot is skipped, reported and tried again. "
        "Takes the place of Wagtail's publish_scheduled."
    )

    def handle(self, *args, **options):
        done, failed = run_due()
        tell_about_held_up()
        if options["verbosity"]:
            self.stdout.write(f"{len(done)} done, {len(failed)} held up.")
