from django.core.management.base import BaseCommand

from faq.importing import uploads


class Command(BaseCommand):
    help = "Removes uploaded documents that nobody has made a draft of within a day."

    def handle(self, *args, **options):
        uploads.forget_old()
