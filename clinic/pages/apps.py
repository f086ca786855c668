"""The rules every page type shares, as an app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Published pages stay in the record."""

    name = "clinic.pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from clinic.pages import delete_guard

        delete_guard.guard()
