"""What both ends of a login share: the idle one and the one without its second factor."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from clinic.website.unavailable import unavailable


class TurnsAway:
    """Asks before anything else who is there. While the database is away the page says so, as everywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            refusal = self.refusal(request)
        except (OperationalError, InterfaceError):
            return unavailable(request)
        return refusal or self.get_response(request)

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        """Where somebody is led who may not go on; None for everybody else."""
        raise NotImplementedError
