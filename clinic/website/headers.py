"""Response headers: what browsers may do with our pages."""

from collections.abc import Callable

from csp.decorators import csp_replace
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class StaffPolicy(CSPMiddleware):
    """The admin's looser content policy: its editor writes scripts into pages, its preview is a frame."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        replaced = csp_replace(settings.STAFF_CONTENT_SECURITY_POLICY)(lambda request: response)
        return super().process_response(request, replaced(request))


class SiteHeaders:
    """For patients' pages."""

    extra = {"Permissions-Policy": PERMISSIONS, "Cross-Origin-Resource-Policy": "same-origin"}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.extra.items():
            response.setdefault(name, value)
        return response


class StaffHeaders(SiteHeaders):
    """For the admin: kept by no cache and found by no search engine."""

    extra = SiteHeaders.extra | {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store, private"}
