"""Holds the lock of a page from before the editor reads it until the answer is there."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest, HttpResponse

from clinic.staff.editing.page_lock import page_lock

EDITORS = {"wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_revert"}


class OneSaveAtATime:
    """A hook could not: Wagtail's editor reads the newest draft before its hooks run."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as request.until_answered:
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        if request.method == "POST" and request.resolver_match.view_name in EDITORS:
            request.until_answered.enter_context(page_lock(kwargs["page_id"]))
