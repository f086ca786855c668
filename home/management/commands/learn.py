"""Learns from the examples in use, where they have changed: the worker does it too, within a minute."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.checks.tasks import learn_claims
from home.tasks import learn_help_cards


class Command(BaseCommand):
    help = (
        "Learns what the examples of help cards, claims and advice mean, where they have changed. Takes up to a minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        learn_help_cards()
        learn_claims()
