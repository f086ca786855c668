"""Content as a Django app."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Key figures, images and documents, and what follows when a figure changes."""

    name = "clinic.content"
    verbose_name = "Content"

    def ready(self) -> None:
        from clinic.content import shown_elsewhere, signals  # noqa: F401
