"""Browsers that an account was opened with before: who guesses elsewhere does not keep their owner out."""

import secrets
from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from clinic.people.models import User
from clinic.website.limits import hidden

HALF_A_YEAR = 182 * 24 * 60 * 60


@receiver(user_logged_in)
def remember(request: HttpRequest, response: HttpResponse, user: User, **_: Any) -> None:
    """A value that only this browser has, and that opens nothing."""
    response.set_signed_cookie(
        cookie_of(user.username),
        secrets.token_urlsafe(16),
        max_age=HALF_A_YEAR,
        path="/admin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def known_browser(request: HttpRequest, username: str) -> str | None:
    """What tells this browser from others, where it opened the account before."""
    return request.get_signed_cookie(cookie_of(username), default=None, max_age=HALF_A_YEAR)


def cookie_of(username: str) -> str:
    return f"known_{hidden(username.casefold())}"
