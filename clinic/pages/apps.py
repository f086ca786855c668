"""The rules every page type shares, as an app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Withdrawal ends when a page is published, and published pages stay in the record."""

    name = "clinic.pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from clinic.pages import delete_guard, signals  # noqa: F401

        delete_guard.guard()
