"""The head of a page as programs read it."""

from typing import Any, cast

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from clinic.pages.models import ClinicPage
from clinic.website.seo.head import Head

register = template.Library()


@register.simple_tag(takes_context=True)
def head_for_machines(context: Context) -> Head | None:
    """The Head of the page that is shown; None where there is no public page: search, errors, previews of drafts,
    and screens about a page, which are given the page without its prose."""
    page, request = context.get("page"), context.get("request")
    shown = "prose" in context and request is not None and not getattr(request, "is_preview", False)
    if not shown or not isinstance(page, ClinicPage):
        return None
    return Head(page, cast(dict[str, Any], context.flatten())) if page.live and page.get_url(request) else None


@register.simple_tag
def linked_data_of(head: Head) -> SafeString:
    """The script element with schema.org data. It is never run: content policies leave data alone."""
    data = head.linked_data if head else ""
    # Safe: clinic.pages.structured_data.graph writes every sign that could end the element as a number.
    return mark_safe(f'<script type="application/ld+json">{data}</script>' if data else "")
