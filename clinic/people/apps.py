"""Who works here, as an app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Nothing that is taken away as a file runs anything."""

    name = "clinic.people"
    verbose_name = "People"

    def ready(self) -> None:
        from clinic.people import exporting

        exporting.guard()
