"""Reviews as a Django app, with their signals."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Signatures and change notes."""

    name = "clinic.review"
    verbose_name = "Review"

    def ready(self) -> None:
        from clinic.review import signals  # noqa: F401
