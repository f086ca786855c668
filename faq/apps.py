"""The library as a Django app."""

from django.apps import AppConfig


class FaqConfig(AppConfig):
    """The library: topics, their questions, the evidence."""

    name = "faq"
    verbose_name = "Topics"
