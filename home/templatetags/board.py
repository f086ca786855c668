from django import template
from django.urls import reverse

from home.board.screens import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def board_url(context, screen, text):
    """Where a line of the board leads this person."""
    return reverse(context["screens"][screen], args=[text.pk])


@register.simple_tag(takes_context=True)
def board_page(context, name, value):
    """The board as it is asked for now, with another value for `name`."""
    rest = kept(context["request"].GET, name)
    return "?" + (f"{rest}&" if rest else "") + f"{name}={value}"
