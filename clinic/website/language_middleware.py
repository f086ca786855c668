"""Which language a visitor reads: what the address says, and nothing else. No cookie, no setting of the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageOfTheAddress:
    """Activates the language of the address, so that the same address gives everybody the same page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(path: str) -> str:
    """ "es" for "/es/faq/"; the clinic's first language for an address that names none."""
    first = path.lstrip("/").partition("/")[0]
    others = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    return first if first in others else settings.LANGUAGE_CODE
