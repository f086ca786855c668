from django.core.management.base import BaseCommand

from home.search.counting import forget


class Command(BaseCommand):
    help = "Forgets what was searched more than 90 days ago, and suggested questions that are done or a year old."

    def handle(self, *args, **options):
        self.stdout.write(f"Counts of searches forgotten: {forget()}.")
