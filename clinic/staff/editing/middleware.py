"""Holds the lock of a page from before the editor reads it until the answer is there."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest, HttpResponse

from clinic.staff.editing.page_lock import page_lock

EDITORS = {"page_editor", "old_version_editor"}
# Where a request keeps what is held until it is answered.
HELD = "_held_until_answered"


class OneSaveAtATime:
    """A hook could not: Wagtail's editor reads the newest draft before its hooks run."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as until_answered:
            setattr(request, HELD, until_answered)
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        if request.method == "POST" and request.resolver_match and request.resolver_match.view_name in EDITORS:
            getattr(request, HELD).enter_context(page_lock(kwargs["page_id"]))
