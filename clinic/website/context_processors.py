"""What every template finds: the clinic's details, the menu, the other languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from clinic.site.language_switch import alternates
from clinic.site.site_context import SiteContext


def clinic(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows: `clinic_details`, the `menu` (pages under home marked for it), the
    `legal_pages` of its foot, the `urgent_page`, the `urgent_notices` of this moment, the `home_url` of the language,
    `other_languages` and the `alternates` of the page for search engines.

    Staff write in the `first_language`: what of it is shown to others is marked as such.
    All are lazy: admin pages pay only for the `brand` that they show.
    """
    return {
        "clinic_details": SimpleLazyObject(lambda: SiteContext.of(request).details),
        "brand": SimpleLazyObject(lambda: SiteContext.of(request).brand),
        "menu": SimpleLazyObject(lambda: SiteContext.of(request).menu),
        "legal_pages": SimpleLazyObject(lambda: SiteContext.of(request).legal_pages),
        "urgent_page": SimpleLazyObject(lambda: SiteContext.of(request).urgent_page),
        "first_language": settings.LANGUAGE_CODE,
        "is_first_language": get_language() == settings.LANGUAGE_CODE,
        "home_url": SimpleLazyObject(lambda: SiteContext.of(request).home.get_url(request) or "/"),
        "alternates": SimpleLazyObject(lambda: alternates(SiteContext.of(request))),
        "other_languages": SimpleLazyObject(lambda: SiteContext.of(request).other_languages),
        "urgent_notices": SimpleLazyObject(lambda: SiteContext.of(request).notices),
    }
