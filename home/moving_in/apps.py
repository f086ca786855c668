"""Moving a clinic's old website in, as a Django app of its own."""

from django.apps import AppConfig


class MovingInConfig(AppConfig):
    """Old websites: what they hold, what each page will become, and what became of it."""

    name = "home.moving_in"
    verbose_name = "Imported websites"
