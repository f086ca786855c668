"""The room of what runs the clinic, as a Django app."""

import os

from django.apps import AppConfig

from clinic.ops.processes import end_with


class OpsConfig(AppConfig):
    name = "clinic.ops"

    def ready(self) -> None:
        """A process that `up` has started ends with it, also when `up` is killed."""
        # Taken away, because it is not true of the processes that this one starts.
        if parent := os.environ.pop("CLINIC_PARENT", ""):
            end_with(int(parent))
