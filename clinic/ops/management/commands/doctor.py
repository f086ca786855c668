"""`manage.py doctor`: what is wrong with this installation, and what to do."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.module_loading import autodiscover_modules

from clinic.ops.diagnosis import examine_all
from clinic.ops.progress import LongCommand


class Command(LongCommand):
    help = "Says what is wrong with this installation and what to do. Changes nothing. Exit status 1 if something is."

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("doctor")
        wrong = 0
        for what, sentences in examine_all():
            self.say("\n    ".join([f"{'✗' if sentences else '✓'} {what}", *sentences]))
            wrong += len(sentences)
        if wrong:
            raise CommandError(f"To put right: {wrong}.")
        self.say("All is well.")
