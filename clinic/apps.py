"""The app that the project itself is."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """System checks, static files and the catalogues of words. Everything else is in the rooms."""

    name = "clinic"
    verbose_name = "Clinic"

    def ready(self) -> None:
        from clinic import system_checks  # noqa: F401
