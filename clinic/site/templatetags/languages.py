"""Marks what is in another language than the page around it."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page

register = template.Library()


def other_language(page: Page) -> str:
    """Its code where `page`, which has its locale at hand, is in another language than the page it is listed on."""
    is_known = Page._meta.get_field("locale").is_cached(page)
    return page.locale.language_code if is_known and page.locale.language_code != get_language() else ""


@register.inclusion_tag("components/in_other_language.html")
def name_other_language(page: Page) -> dict[str, str]:
    """“Language: English” beside a link to such a page, as beside what a search found."""
    return {"code": other_language(page)}


@register.simple_tag
def in_other_language(page: Page, link: bool = True) -> str:
    """` hreflang="en" lang="en"` for a link whose words and target are in another language than the page it is on.

    `link=False` for the attribute of an element that is no link. `page` has its locale at hand, or is of this language.
    """
    code = other_language(page)
    return format_html(' hreflang="{0}" lang="{0}"' if link else ' lang="{0}"', code) if code else ""
