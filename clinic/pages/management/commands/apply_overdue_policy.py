"""Take overdue pages down, where that is the policy."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.pages.review_cycle import apply_overdue_policy


class Command(BaseCommand):
    help = "Takes pages down whose check is overdue, where the clinic details say so."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Pages taken down: {len(apply_overdue_policy())}.")
