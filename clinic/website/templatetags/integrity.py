"""Scripts and stylesheets of this site, with the hash that a browser holds them against before it uses them.

`{% script "clinic/js/listen.js" %}` and `{% stylesheet "clinic/css/clinic.css" %}`.
"""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def script(name: str) -> SafeString:
    return format_html('<script type="module" src="{}"{}></script>', staticfiles_storage.url(name), integrity(name))


@register.simple_tag
def stylesheet(name: str) -> SafeString:
    return format_html('<link rel="stylesheet" href="{}"{}>', staticfiles_storage.url(name), integrity(name))


def integrity(name: str) -> SafeString:
    """The attribute; empty where files are served as they lie in the source, as while they are changed."""
    of_file = getattr(staticfiles_storage, "integrity", None)
    value = of_file(name) if of_file else ""
    return format_html(' integrity="{}"', value) if value else mark_safe("")  # noqa: S308 - a constant
