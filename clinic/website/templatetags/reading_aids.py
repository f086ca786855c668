"""Template tags for reading aids and addresses on paper."""

import re

import segno
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from clinic.site.site_context import SiteContext
from clinic.website.first_paint import SCRIPT

register = template.Library()
PRINTED = re.compile(' data-printed="([^"]*)"')


@register.simple_tag
def before_first_paint() -> SafeString:
    """The reader's choices and "scripts run here", set on <html>; belongs into <head>, before the stylesheet."""
    return mark_safe(f"<script>{SCRIPT}</script>")


@register.filter
def as_printed(address: str) -> str:
    """An address as people type it from paper: without "https://" and the slash at its end."""
    return re.sub("^https?://|/$", "", address)


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """`address` as a QR code: inline SVG, as large as its place, black on white with its quiet margin in any theme."""
    drawn = segno.make_qr(address, error="m").svg_inline(omitsize=True, light="#fff", svgclass=None, lineclass=None)
    # Safe: squares drawn by segno; no letter of the address is in it.
    return mark_safe(drawn)


@register.simple_block_tag(takes_context=True)
def short_on_paper(context: template.Context, content: str) -> SafeString:
    """HTML in which the addresses that are printed beside links to pages of ours are the short ones."""
    host = as_printed(settings.SITE_URL)
    found = SiteContext.of(context["request"]).found
    short = {f"{host}{page.url}".rstrip("/"): short_of(pk) for pk, page in found.items()}
    # Safe: of the rendered HTML only an address was put in place of another.
    return mark_safe(PRINTED.sub(lambda link: f' data-printed="{short.get(link[1], link[1])}"', content))


def short_of(page_id: int) -> str:
    return as_printed(f"{settings.SITE_URL}{reverse('short_address', args=[page_id])}")
