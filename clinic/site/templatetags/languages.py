"""Marks what is in another language than the page around it."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page

register = template.Library()


@register.simple_tag
def in_other_language(page: Page, link: bool = True) -> str:
    """` hreflang="en" lang="en"` for a link whose words and target are in another language than the page it is on.

    `link=False` for the attribute of an element that is no link. `page` has its locale at hand, or is of this language.
    """
    is_known = Page._meta.get_field("locale").is_cached(page)
    if not is_known or page.locale.language_code == get_language():
        return ""
    return format_html(' hreflang="{0}" lang="{0}"' if link else ' lang="{0}"', page.locale.language_code)
