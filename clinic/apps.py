from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """System checks, static files and the catalogues of words. Everything else is in the rooms."""

    name = "clinic"
    verbose_name = "Clinic"

    def ready(self):
        from clinic import system_checks  # noqa: F401
