"""Template tags for reading aids and addresses on paper."""

import re

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

from clinic.website.first_paint import SCRIPT

register = template.Library()


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
