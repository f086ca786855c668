"""The public site knows no accounts."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin


class EveryoneIsAVisitor(MiddlewareMixin):
    """Nobody is logged in, nothing is remembered, no cookie is set."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = AnonymousUser()
        request.session = {}  # type: ignore[assignment]
