"""The links as a Django app, with their signals."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """The list of where pages lead to follows every change that patients can see."""

    name = "clinic.links"
    verbose_name = "Links"

    def ready(self) -> None:
        from clinic.links import signals  # noqa: F401
