"""For the template of a leaflet."""

from collections.abc import Iterable

from django import template

from faq.leaflet import Leaflet
from faq.models import Reference

register = template.Library()


@register.filter
def numbers_in(references: Iterable[Reference], leaflet: Leaflet) -> str:
    """Where these references stand in the leaflet's list of sources: "1, 3"; empty where they do not."""
    return leaflet.numbers(references)
