"""Rich text in templates, as HTML and as plain words."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from clinic.content.numbers_to_call import with_links_to_call
from clinic.content.prose import cut, expanded, plain

register = template.Library()
LINK_OF_OURS = re.compile(r'<a href="(/[^"]*?)(/?)"')
NUMBERS = ("emergency_number", "crisis_line_number", "phone")


@register.simple_tag(takes_context=True)
def prose(context: template.Context, value: Any) -> SafeString:
    """Rich text as HTML, from the page's one batched look-up where there is one (see clinic.content.prose)."""
    source = getattr(value, "source", value) or ""
    known = context.get("explained") or context.get("prose") or {}
    html = known[source] if source in known else expanded([source]).get(source, "")
    # Safe: rich text is cleaned to the allowed features when it is saved, and figures escape themselves.
    details = context.get("clinic_details")
    numbers = [getattr(details, name, "") for name in NUMBERS]
    return mark_safe(with_links_to_call(with_printed_addresses(html), numbers))


def with_printed_addresses(html: str) -> str:
    """Links to our own pages with the address that stands beside them on paper (print.css)."""
    host = settings.SITE_URL.partition("://")[2]
    return LINK_OF_OURS.sub(rf'<a href="\1\2" data-printed="{host}\1"', html)


@register.simple_tag(takes_context=True)
def prose_words(context: template.Context, value: Any) -> str:
    """The same as plain words, without what opens beside them."""
    source = getattr(value, "source", value) or ""
    known = context.get("prose") or {}
    return plain(known[source] if source in known else expanded([source]).get(source, ""))


@register.simple_tag(takes_context=True)
def care_lead_in(context: template.Context, card: Any) -> str:
    """The heading of a care card with the clinic's emergency number in it."""
    return card.lead_in(getattr(context.get("clinic_details"), "emergency_number", ""))


@register.filter
def cut_at_word(words: object, longest: int) -> str:
    """As `truncatechars`, never inside a word."""
    return cut(str(words or ""), longest)
