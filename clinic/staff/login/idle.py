"""A login that nobody uses ends, and nothing that was written is lost with it."""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse

from clinic.staff.login.turning_away import TurnsAway

SEEN = "seen_at"
# So much later is soon enough to note that somebody is there.
NOTED_EVERY = 60
DAY_ENDED = "You logged in a working day ago, so you were logged out. Drafts are kept as they were saved last."
ENDED = "Nobody used this for {} minutes, so you were logged out. Drafts are kept as they were saved last."


class EndIdleLogins(TurnsAway):
    """What a screen asks by itself, while nobody sits before it, keeps no login alive."""

    def refusal(self, request: HttpRequest) -> None:
        if not request.user.is_authenticated:
            return
        if day_left(request) <= 0:
            end(request, DAY_ENDED)
        elif idle_left(request) <= 0:
            end(request, ENDED.format(settings.IDLE_MINUTES))
        elif (
            settings.IDLE_MINUTES
            and not asked_by_itself(request)
            and time.time() - request.session.get(SEEN, 0) > NOTED_EVERY
        ):
            request.session[SEEN] = time.time()


def end(request: HttpRequest, why: str) -> None:
    logout(request)
    messages.warning(request, why)


def seconds_left(request: HttpRequest) -> float:
    return min(day_left(request), idle_left(request))


def day_left(request: HttpRequest) -> float:
    """From the password on, however often somebody did something since."""
    records = get_authentication_records(request, request.user)
    return min((record["at"] for record in records), default=time.time()) + settings.SESSION_COOKIE_AGE - time.time()


def idle_left(request: HttpRequest) -> float:
    if not settings.IDLE_MINUTES:
        return settings.SESSION_COOKIE_AGE
    return request.session.get(SEEN, time.time()) + settings.IDLE_MINUTES * 60 - time.time()


def asked_by_itself(request: HttpRequest) -> bool:
    """An editor tells every few seconds that it is open."""
    asks = request.method == "GET" and request.path == reverse("still_here")
    return asks or request.path.startswith("/admin/editing-sessions/")


def still_here(request: HttpRequest) -> HttpResponse:
    """For the screen: how long this login lasts, and the token with which a form that stood open can still be sent.

    A post says that somebody is there.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0}, status=401)
    return JsonResponse({"left": max(0, int(seconds_left(request))), "token": get_token(request)})
