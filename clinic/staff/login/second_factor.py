"""The second factor: asked for at every door, and not to be guessed."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from clinic.people.models import User
from clinic.staff.login.account_mail import tell
from clinic.staff.login.asked_again import ask_again
from clinic.staff.login.guessing_limits import QUARTER_OF_AN_HOUR
from clinic.staff.login.turning_away import TurnsAway
from clinic.website.limits import count

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# Codes tried for one account in a quarter of an hour, right ones too: one in a hundred thousand guesses is right.
MOST_CODES = 10
TOO_MANY_CODES = "Too many codes were tried. Wait a quarter of an hour."
# Whoever is asked for a code has given the password.
GUESSING = "Somebody who knows the password tried too many codes"
# Longer than any code is right.
CODE_SECONDS = 5 * 60
OPEN = ("account_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog")


class AskForSecondFactor(TurnsAway):
    """However somebody got in: without the second factor of their account they get no further."""

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        if not request.user.is_authenticated or is_open(request.path) or has_shown_one(request):
            return None
        if is_mfa_enabled(request.user, FACTORS):
            logout(request)
            return redirect("account_login")
        sets_one_up = request.path.startswith(reverse("mfa_index"))
        return redirect("mfa_index") if settings.SECOND_FACTOR == "required" and not sets_one_up else None

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        return ask_again(request)


def has_shown_one(request: HttpRequest) -> bool:
    user = request.user
    assert isinstance(user, User)
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def is_open(path: str) -> bool:
    """The way in and out, and words that are signed by whoever has the link."""
    return path.startswith("/sign/") or path in map(reverse, OPEN)


@receiver(authenticator_added)
def whoever_sets_one_up_has_shown_it(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """It was tried while it was set up."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


class SlowCode:
    """For forms that ask for a code. Counted for all processes together, as is which code was used."""

    user: User

    def clean_code(self) -> str:
        tried = count(f"second-factor:{self.user.pk}", QUARTER_OF_AN_HOUR)
        if tried == MOST_CODES + 1:
            tell(self.user, GUESSING)
        if tried > MOST_CODES:
            raise ValidationError(TOO_MANY_CODES, code="too_often")
        code: str = super().clean_code()  # type: ignore[misc]
        if used_before(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


def used_before(user: User, code: str) -> bool:
    """Whether this code did something already. From now on it has."""
    return count(f"code:{user.pk}:{normalize_user_code(code)}", CODE_SECONDS) > 1


class FirstCodeForm(ActivateTOTPForm):
    """While an authenticator app is set up. Whoever saw the code does not log in with it."""

    def clean_code(self) -> str:
        code = str(super().clean_code())
        used_before(self.user, code)
        return code


class SlowCodeForm(SlowCode, AuthenticateForm):
    """At the login."""


class SlowCodeFormAgain(SlowCode, ReauthenticateForm):
    """Before something is changed that keeps the account safe."""
