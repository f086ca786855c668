"""More than the largest file is taken from nobody: the form that it was sent from is shown again, and says so."""

import json
import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm, FileField
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html

from clinic.website.bad_input import RefuseNul, size_of_body

MEGABYTE = 1024 * 1024
# As in deploy/nginx.conf: pictures and documents of 20 MB, a website that moves in with its pictures.
LARGEST_UPLOAD, LARGEST_SITE, MOVING_IN = 22 * MEGABYTE, 410 * MEGABYTE, "/admin/import-site/"
# By this nginx says that it has refused what was sent, and asks for the form.
REFUSED = "X-Too-Large"
# The words of a field for a file of which nobody knows how large it is, as in Wagtail's fields.
OWN_WORDS = "file_too_large_unknown_size"
TOO_LARGE = "This file is too large: {most} at most."
NOT_SAVED = (
    "What you sent is larger than {most}, so nothing of it was saved. Go back, take something out, send it again."
)

FORM = re.compile(r"<form\b")


class BoundedUploads(RefuseNul):
    """A request that is too large goes on as one that asks for the form: who may see it is decided as always."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        most = LARGEST_SITE if request.path_info == MOVING_IN else LARGEST_UPLOAD
        if size_of_body(request) > most or REFUSED in request.headers:
            request.method = "GET"
            request.too_large = most  # type: ignore[attr-defined]  # read below
        return super().process_request(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        most = refused_above(request)
        if most and is_known(request) and not said_in((response.context_data or {}).get("form")):
            messages.error(request, NOT_SAVED.format(most=megabytes(most)))
        return response

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        most = refused_above(request)
        if most and is_known(request):
            throw_away(request)
        return as_refusal(request, response, most) if most else response


def is_known(request: HttpRequest) -> bool:
    """Nothing is done for somebody of whom nobody knows who they are."""
    return hasattr(request, "user") and request.user.is_authenticated


def throw_away(request: HttpRequest) -> None:
    """A browser listens once it has sent everything, and shows a broken connection where nobody takes it."""
    try:
        for _ in range(0, LARGEST_SITE, MEGABYTE):
            if not request.read(MEGABYTE):
                return
    except OSError:
        return  # It has gone away.


def refused_above(request: HttpRequest) -> int:
    """How much may be sent there, where more was; 0 where it was not."""
    return getattr(request, "too_large", 0)


def megabytes(number: int) -> str:
    return f"{number // MEGABYTE} MB"


def said_in(form: Any) -> bool:
    """Says it at the form's first field for files, in that field's words; False for a form without one."""
    fields = form.fields.items() if isinstance(form, BaseForm) else ()
    name, field = next(((name, field) for name, field in fields if isinstance(field, FileField)), ("", None))
    if field is None:
        return False
    form.cleaned_data = {}  # Nobody has filled it in, and `add_error` looks there.
    form.add_error(name, field.error_messages.get(OWN_WORDS) or of_wagtail())
    return True


def of_wagtail() -> str:
    return TOO_LARGE.format(most=megabytes(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE))


def as_refusal(request: HttpRequest, response: HttpResponse, most: int) -> HttpResponse:
    """What a form's script reads its words from, and everything else with the status of a refusal."""
    if response.status_code == 200 and request.path_info.endswith("/multiple/add/"):
        return JsonResponse({"success": False, "error_message": of_wagtail()})
    if response.status_code == 200 and response["Content-Type"].startswith("application/json"):
        return in_dialog(response)
    if response.status_code == 405:
        response = HttpResponse(NOT_SAVED.format(most=megabytes(most)), content_type="text/plain; charset=utf-8")
    if response.status_code == 200:
        response.status_code = 413
    return response


def in_dialog(response: HttpResponse) -> HttpResponse:
    """Wagtail's dialogs for choosing show their form again from a part of a page within JSON."""
    said = json.loads(response.content)
    if "htmlFragment" in said:
        words = format_html('<p class="error-message" role="alert">{}</p>', of_wagtail())
        said["htmlFragment"] = FORM.sub(lambda form: words + form[0], said["htmlFragment"], count=1)
    return JsonResponse(said)
