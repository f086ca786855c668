"""The website as a Django app, with its signals."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WebsiteConfig(AppConfig):
    """Error pages learn the phone number as soon as it is saved."""

    name = "clinic.website"
    verbose_name = "Website"

    def ready(self) -> None:
        from clinic.website import signals  # noqa: F401

        post_migrate.connect(signals.note_changes, sender=self)
