"""What surrounds every page, as a Django app, with its signals."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The clinic's details; and that there is one site."""

    name = "clinic.site"
    verbose_name = "Site"

    def ready(self) -> None:
        from clinic.site import signals  # noqa: F401
