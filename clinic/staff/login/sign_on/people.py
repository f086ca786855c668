"""Whose account it is that a directory has named: found by a confirmed e-mail address, never made."""

from secrets import compare_digest
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clinic.people.models import User
from clinic.staff.login.login_record import write_failure_of

NOT_SAID = "Logging in there did not work. Try again, or use your password."
# The same of an address that is unknown, not confirmed or of somebody who has left.
NOBODY = "No account here has the confirmed e-mail address that was named there. Ask an admin to invite you."


class KnownPeople(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Always ends here: the library would look for, or make, an account of its own."""
        raise ImmediateHttpResponse(let_in(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        raise ImmediateHttpResponse(refused(request, NOT_SAID))


def let_in(request: HttpRequest, said: SocialLogin) -> HttpResponse:
    """As after the right password: whoever has a second factor shows it next."""
    token = said.account.extra_data["id_token"]
    if not compare_digest(token["nonce"].encode(), said.state["nonce"].encode()):
        return refused(request, NOT_SAID)
    user = named(said.account.extra_data.get("userinfo", token))
    if not user or not user.is_active:
        write_failure_of(user)
        return refused(request, NOBODY)
    logout(request)
    request.session.set_expiry(0)
    record_authentication(request, user, "socialaccount", provider=said.account.provider)
    return perform_login(request, Login(user=user, redirect_url=said.get_redirect_url(request)))


def named(claims: dict[str, Any]) -> User | None:
    """The one account with this address. None where several have it, and where the directory has not confirmed it."""
    address = claims.get("email")
    if not isinstance(address, str) or claims.get("email_verified") not in (True, "true"):
        return None
    # The database finds more alike than are: a dotless i is one of them.
    found = [user for user in User.objects.filter(email__iexact=address) if user.email.casefold() == address.casefold()]
    return found[0] if len(found) == 1 else None


def refused(request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("account_login")
