"""To the clinic's directory and back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET
from requests import RequestException

from clinic.staff.login.guessing_limits import QUARTER_OF_AN_HOUR
from clinic.staff.login.login_record import write_failure_of
from clinic.staff.login.sign_on.people import NOT_SAID, refused
from clinic.staff.login.sign_on.provider import Garbled, WholeTokens
from clinic.website.limits import too_often

# Each costs a question to the directory.
MOST = 30
TOO_OFTEN = "That was tried too many times. Wait a quarter of an hour, or use your password."
GARBLED = "The directory answered something that names nobody. Go back and use your password, and tell an admin."
# A directory that is away, or answers what is no answer.
NO_ANSWER = (OAuth2Error, RequestException, LookupError, TypeError, ValueError, AttributeError)

View = Callable[[HttpRequest, str], HttpResponse]


def with_patience(view: View) -> View:
    """Not too often from one visitor; whatever the directory answers, it is a sentence at the login."""

    @require_GET
    @wraps(view)
    def asked(request: HttpRequest, provider_id: str) -> HttpResponse:
        if too_often(request, f"sign-on-{view.__name__}", MOST, QUARTER_OF_AN_HOUR):
            return refused(request, TOO_OFTEN)
        try:
            return view(request, provider_id)
        except Garbled:
            write_failure_of(None)
            return HttpResponseBadRequest(GARBLED, content_type="text/plain; charset=utf-8")
        except NO_ANSWER:
            return refused(request, NOT_SAID)

    return asked


@with_patience
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A link, as the answer to a form may lead to no other host. Links of other websites log nobody in."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return refused(request, NOT_SAID)
    directory: Any = get_adapter(request).get_provider(request, provider_id)
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = resolve_url(settings.LOGIN_REDIRECT_URL)
    return directory.redirect(request, "login", wanted)


@with_patience
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return OAuth2CallbackView.adapter_view(WholeTokens(request, provider_id))(request)
