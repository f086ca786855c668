"""`manage.py doctor`: what is wrong with this installation, and what to do."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import autodiscover_modules

from clinic.ops.diagnosis import examine_all


class Command(BaseCommand):
    help = "Says what is wrong with this installation and what to do. Changes nothing. Exit status 1 if something is."
    # They are among what is looked at.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("doctor")
        wrong = 0
        for what, sentences in examine_all():
            self.stdout.write(f"{'✗' if sentences else '✓'} {what}")
            for sentence in sentences:
                self.stdout.write(f"    {sentence}")
            self.stdout.flush()
            wrong += len(sentences)
        if wrong:
            raise CommandError(f"To put right: {wrong}.")
        self.stdout.write("All is well.")
