import logging

from django.core.management.base import BaseCommand

from clinic.ops.launching.launch import Launch


class Command(BaseCommand):
    help = (
        "Sets up whatever is missing, then runs the clinic: database, tables, first pages, the public site, "
        "the admin and the scheduler. Ctrl-C stops all of it."
    )
    # The checks read every address and template, which takes a second; `make check` runs them.
    requires_system_checks = []

    def handle(self, *args, **options):
        # Making the first pages writes a line for each of them; what `up` does is said in words of its own.
        logging.disable(logging.INFO)
        Launch(self.say).run()

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
