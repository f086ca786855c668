from django.core.management.base import BaseCommand, CommandError

from home.demo_content.loading import Refused, load
from home.demo_content.reading import Mistake
from home.demo_content.removing import remove


class Command(BaseCommand):
    help = "Fills an empty site with the pages of a made-up clinic. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--remove", action="store_true", help="take the demo away again; what staff have changed stays"
        )

    def handle(self, *args, **options):
        if options["remove"]:
            return self.take_away()
        try:
            self.report(load())
        except (Refused, Mistake) as error:
            raise CommandError(str(error)) from error

    def report(self, loaded):
        number = f"{loaded.topics} topics, {loaded.services} services and {loaded.pages} other pages"
        if loaded.already:
            self.stdout.write(f"The demo is already here: {number}. Nothing was changed.")
        else:
            self.stdout.write(f"The demo is loaded: {number}. It is made up, and no clinician has checked it.")

    def take_away(self):
        removed = remove()
        if removed is None:
            self.stdout.write("There is no demo to take away. Nothing was changed.")
            return
        self.stdout.write(f"Taken away: {removed.pages} pages and {removed.others} other things.")
        for title, why in removed.kept:
            self.stdout.write(f"Kept: “{title}”, because {why}.")
        for title in removed.broken:
            self.stdout.write(f"Check the links in “{title}”: some lead to pages that are gone.")
