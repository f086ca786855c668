from django import template

register = template.Library()


@register.filter
def numbers_in(references, leaflet):
    """Where these references stand in the leaflet's list of sources: "1, 3"; empty where they do not."""
    return leaflet.numbers(references)
