"""Signs that nobody sees are taken out of what staff send, once for all forms: no check could see past them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from clinic.content.invisible import without_invisible

# Of somebody's own choosing, letter by letter.
SECRET = "password"


class OnlyWhatIsSeen:
    """Fields of one kind would leave out those of Wagtail, of Django and of tomorrow. See also RichTextOfOurs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        if request.method == "POST":
            request.POST = seen(request.POST)  # type: ignore[assignment]  # the stubs know no setter
            for _, files in request.FILES.lists():
                for file in files:
                    file.name = without_invisible(file.name or "")


def seen(form: QueryDict) -> QueryDict:
    cleaned = form.copy()
    for name, values in form.lists():
        if SECRET not in name:
            cleaned.setlist(name, [value if is_rich_text(value) else without_invisible(value) for value in values])
    return cleaned


def is_rich_text(value: Any) -> bool:
    """The editor's own notation counts its letters: those are taken out when it is read."""
    return str(value).startswith("{") and '"blocks"' in value
