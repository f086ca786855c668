"""What the record says of acts that change nothing: somebody was refused, took rows away, read what visitors sent."""

from collections.abc import Callable, Iterator

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as as_wagtail_says
from wagtail.log_actions import log

from clinic.people.models import User
from clinic.website.limits import count, hidden

DENIED, EXPORTED, READ = "clinic.denied", "clinic.exported", "clinic.suggestions_read"
ACTS = {
    DENIED: ("Refused", "Was refused"),
    EXPORTED: ("Export", "Took rows away as a file"),
    READ: ("Read suggestions", "Read what visitors suggested"),
}
SUGGESTIONS = "what_patients_search"
# The same act at the same address stands there once an hour, and so many of one person: no flood fills the record.
HOUR, MOST_AN_HOUR = 3600, 200
LONGEST = 200


class NoteActs:
    """Names the address, never what was looked for there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(request.user, User):
            for act in acts(request, response):
                note(request.user, act, request.path)
        return response


def acts(request: HttpRequest, response: HttpResponse) -> Iterator[str]:
    if was_refused(request, response):
        yield DENIED
    elif response.status_code == 200:
        if "attachment" in response.get("Content-Disposition", ""):
            yield EXPORTED
        if request.resolver_match and request.resolver_match.url_name == SUGGESTIONS:
            yield READ


def was_refused(request: HttpRequest, response: HttpResponse) -> bool:
    """Wagtail leads whoever may not to the first page of the admin, with these words."""
    if response.status_code == 403:
        return True
    waiting = getattr(get_messages(request), "_queued_messages", []) if response.status_code == 302 else []
    words = as_wagtail_says("Sorry, you do not have permission to access this area.")
    return any(words in str(message) for message in waiting)


def note(user: User, act: str, path: str) -> None:
    if count(f"noted:{act}:{user.pk}:{hidden(path)}", HOUR) == 1 and count(f"noted:{user.pk}", HOUR) <= MOST_AN_HOUR:
        log(user, act, user=user, data={"why": path[:LONGEST]})
