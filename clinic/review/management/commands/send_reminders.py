from typing import Any

from django.core.management.base import BaseCommand

from clinic.review.reminders import send_reminders


class Command(BaseCommand):
    help = "Reminds people of pages to be reviewed again, one digest each. Safe to run as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"People reminded: {send_reminders()}.")
