"""Meaning as a Django app: it keeps the examples."""

from django.apps import AppConfig


class MeaningConfig(AppConfig):
    """Labelled examples, and what is learned from them."""

    name = "clinic.meaning"
    verbose_name = "Meaning"
