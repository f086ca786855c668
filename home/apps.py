"""The front door as a Django app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front door: home, services, standard pages, search."""

    name = "home"
    verbose_name = "Home and services"
