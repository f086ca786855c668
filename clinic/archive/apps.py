"""The archive as a Django app, with its signals."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Editions follow every change that patients can read."""

    name = "clinic.archive"
    verbose_name = "Archive"

    def ready(self) -> None:
        from clinic.archive import signals  # noqa: F401
