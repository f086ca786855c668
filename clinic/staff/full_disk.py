"""A disk that is full, or does not answer, is said in words, where Wagtail would end in an error page."""

import errno
import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

FULL = (
    "The disk of the clinic's server is full, so this was not saved. Go back, tell whoever looks after the server, and "
    "send it again once there is room."
)

AWAY = (
    "Pictures and documents cannot be kept just now, so this was not saved. Go back, tell whoever looks after the "
    "server, and send it again later."
)
SAID = {errno.ENOSPC: (FULL, 507), errno.EDQUOT: (FULL, 507), errno.EIO: (AWAY, 503)}

log = logging.getLogger(__name__)


class SayDiskIsFull:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OSError) or exception.errno not in SAID:
            return None
        words, status = SAID[exception.errno]
        log.error("A file could not be kept: %s", exception.strerror)
        if request.path.endswith("/multiple/add/"):
            # Beside the picture or document, as this form says all that is wrong with one.
            return JsonResponse({"success": False, "error_message": words})
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
