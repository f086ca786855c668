"""The front door as a Django app, with the signals of its search index."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front door: home, services, standard pages, search."""

    name = "home"
    verbose_name = "Home and services"

    def ready(self) -> None:
        from home import signals  # noqa: F401
