"""The style sheet of a clinic with a colour of its own. Its address says all there is to know: browsers may keep it."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from clinic.site.theme import can_be_read, stylesheet

A_YEAR = 365 * 24 * 60 * 60


@cache_control(public=True, max_age=A_YEAR, immutable=True)
def theme(request: HttpRequest, chosen: str) -> HttpResponse:
    """No page is made unreadable by an address that somebody made up."""
    if not re.fullmatch("[0-9a-f]{6}", chosen) or not can_be_read(f"#{chosen}"):
        raise Http404
    return HttpResponse(stylesheet(f"#{chosen}"), content_type="text/css; charset=utf-8")
