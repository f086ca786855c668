"""What somebody sent whose login is gone is handed back, to be sent once more: nothing is lost, and nothing is stored.

The editor's script asks before it sends anything (still-here.js). This is for whoever has no scripts, and for what
happens in between.
"""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import csrf

from clinic.staff.invisible_signs import SECRET

TOKEN = "csrfmiddlewaretoken"
ENDED = "You were logged out. What you wrote is still on this page: log in in a new tab, then save."
RENEWED = "You have logged in again since this page was opened, so this was not saved. Press Save draft."
# Forms of somebody who is not logged in yet.
AT_THE_DOOR = ("account_login", "mfa_index", "wagtailadmin_password_reset", "wagtailadmin_logout")


class HandFormsBack:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        return hand_back(request) if would_be_lost(request, answer) else answer


def would_be_lost(request: HttpRequest, answer: HttpResponse) -> bool:
    """Somebody sent something, and is led to the login instead."""
    if request.method != "POST" or answer.status_code != 302 or not is_inside(request.path):
        return False
    led_to = urlsplit(answer["Location"])
    return led_to.path == reverse("account_login") and parse_qs(led_to.query).get("next") == [request.get_full_path()]


def is_inside(path: str) -> bool:
    door = tuple(map(reverse, AT_THE_DOOR))
    return path.startswith(reverse("wagtailadmin_home")) and not path.startswith(door)


def hand_back(request: HttpRequest) -> HttpResponse:
    is_in = request.user.is_authenticated
    if not request.accepts("text/html"):
        # Of the codes that Wagtail's editor knows this is the one that shows the message and saves by itself again.
        message = RENEWED if is_in else ENDED
        said = {"success": False, "error_code": "locked", "error_message": message, "login_missing": True}
        return JsonResponse(said, status=403 if is_in else 401)
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name != TOKEN and SECRET not in name
        for value in values
    ]
    context = {"sent": sent, "has_files": bool(request.FILES), "is_in": is_in}
    return render(request, "clinic/login/handed_back.html", context, status=403 if is_in else 401)


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened before its person logged in again. From another website nothing is handed back."""
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if is_ours and is_inside(request.path):
        return hand_back(request)
    return csrf.csrf_failure(request, reason, "clinic/login/token_refused.html")
