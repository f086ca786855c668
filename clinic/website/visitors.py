"""The public site knows no accounts."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse


class EveryoneIsAVisitor:
    """The public site knows no accounts: nobody is logged in, nothing is remembered, no cookie is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        request.session = {}  # type: ignore[assignment]
        return self.get_response(request)
