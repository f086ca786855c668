"""Addresses short enough to be typed from paper, or read from a QR code: they hold wherever the page moves."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import register_converter
from django.utils.http import base36_to_int, int_to_base36
from wagtail.models import Page

from clinic.pages.models import Withdrawal
from clinic.site.visibility import for_visitors


class Base36:
    """A page's id in letters and digits. Capital letters are as good: a phone's keyboard puts them first."""

    regex = "[0-9A-Za-z]{1,6}"

    def to_python(self, value: str) -> int:
        return base36_to_int(value)

    def to_url(self, value: int) -> str:
        return int_to_base36(value)


register_converter(Base36, "base36")


def short_address(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/p/<id>/`: leads to the page, or to what its old address says of one that was withdrawn.

    For now only, not for good: a browser must ask again when the page has moved.
    """
    page = for_visitors(Page.objects.filter(pk=page_id)).first()
    address = page.get_url(request) if page else withdrawn_from(page_id)
    if not address:
        raise Http404
    return redirect(address)


def withdrawn_from(page_id: int) -> str | None:
    """The address a page was withdrawn from; None for one that never was public."""
    withdrawal = Withdrawal.objects.told().filter(page_id=page_id).select_related("page").first()
    if withdrawal is None or withdrawal.page.get_view_restrictions():
        return None
    return f"{withdrawal.path}/"
