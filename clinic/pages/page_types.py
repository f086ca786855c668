"""Every type of page of the clinic."""

from django.apps import apps
from wagtail.models import Page

from clinic.pages.models import ClinicPage


def page_types() -> list[type[Page]]:
    return [model for model in apps.get_models() if issubclass(model, ClinicPage)]
