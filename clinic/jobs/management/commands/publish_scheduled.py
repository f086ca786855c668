"""Wagtail's guides have servers run this name; Wagtail's own stops at the first page that cannot, and asks no gate."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.jobs.tasks import publish_due


class Command(BaseCommand):
    help = "Puts live and takes down what is due, as the worker does every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        publish_due()
