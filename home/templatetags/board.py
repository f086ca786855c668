"""Addresses on the publishing board."""

from django import template
from django.template import Context
from django.urls import reverse
from wagtail.models import Page

from home.board.views import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def board_url(context: Context, screen: str, text: Page) -> str:
    """Where a line of the board leads this person."""
    return reverse(context["screens"][screen], args=[text.pk])


@register.simple_tag(takes_context=True)
def board_page(context: Context, name: str, value: str) -> str:
    """The board as it is asked for now, with another value for `name`."""
    rest = kept(context["request"].GET, name)
    return "?" + (f"{rest}&" if rest else "") + f"{name}={value}"
