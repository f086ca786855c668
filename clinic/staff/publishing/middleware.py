"""Says in words why something may not be published or deleted, instead of an error page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from clinic.content.deletion_guard import StillShown
from clinic.review.publishing_gate import NotPublishable


class SayWhyNot:
    """A text that may not go live is refused in words, where the person was; the draft is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (NotPublishable, StillShown)):
            return None
        said = " ".join(exception.messages)
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"success": False, "error_code": "validation_error", "error_message": said}, status=400)
        messages.error(request, f"Not {'deleted' if isinstance(exception, StillShown) else 'published'}. {said}")
        return redirect(back(request))


def back(request: HttpRequest) -> str:
    """The page the person came from, when it is one of ours."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else reverse("wagtailadmin_home")
