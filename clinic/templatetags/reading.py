from django import template
from django.utils.safestring import mark_safe

from clinic.serving.first_paint import SCRIPT

register = template.Library()


@register.simple_tag
def before_first_paint():
    """The reader's choices and "scripts run here", set on <html>; belongs into <head>, before the stylesheet."""
    return mark_safe(f"<script>{SCRIPT}</script>")
