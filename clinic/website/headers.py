"""Response headers: what browsers may do with our pages."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from csp.decorators import csp_replace
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
# Where passwords and codes are typed: nothing of Wagtail's editor is there.
STRICT = ("/admin/login/", "/admin/password_reset/", "/admin/second-factor/authenticate/")
PICTURES = "/media/images/"
AN_HOUR, ASK_AGAIN = "public, max-age=3600", "max-age=0, must-revalidate"


class StaffPolicy(CSPMiddleware):
    """The admin's looser content policy: its editor writes scripts into pages, its preview is a frame."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(STRICT):
            response["X-Frame-Options"] = "DENY"
            return super().process_response(request, response)
        replaced = csp_replace(settings.STAFF_CONTENT_SECURITY_POLICY)(lambda request: response)
        return super().process_response(request, replaced(request))


class SiteHeaders(MiddlewareMixin):
    """For patients' pages, and whatever else the public site answers: files, redirects and errors too."""

    extra = {
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
    }

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        for name, value in self.extra.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", self.caching(request, response))
        return response

    def caching(self, request: HttpRequest, response: HttpResponse) -> str:
        """Where a view says nothing: a copy is asked for again each time, and of an error none is kept.

        A picture that is replaced has another name.
        """
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            return "no-store"
        return AN_HOUR if request.path.startswith(PICTURES) else ASK_AGAIN


class StaffHeaders(SiteHeaders):
    """For the admin: kept by no cache and found by no search engine."""

    extra = {
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store, private",
    }


def nameless(application: Callable[..., Any]) -> Callable[..., Any]:
    """`application` behind a server that would say which program it is, where nobody else does."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        return application(environ, lambda status, headers, *more: start(status, [*headers, ("Server", "")], *more))

    return answer
