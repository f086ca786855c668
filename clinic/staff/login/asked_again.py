"""“Is it you?”: who sits before an open login does not try passwords there, nor take over another's account."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import is_reauthentication_required, suspend_request
from allauth.core import context
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from clinic.people.models import User
from clinic.staff.login.guessing_limits import refuse_guesses, write_guess

# What makes somebody able to log in as another, or to do what another may; and what nobody can take back.
GUARDED = {
    "delete_for_ever",
    "wagtailusers_users:add",
    "wagtailusers_users:edit",
    "wagtailusers_users:invite",
    "wagtailusers_users:delete",
}
# Closes an account, and gives a colleague what somebody answers for.
GUARDED |= {"clinic_hand_over"}
GUARDED |= {"wagtailusers_groups:add", "wagtailusers_groups:edit", "wagtailusers_groups:delete"}


class SlowPasswordAgain(ReauthenticateForm):
    """Counted and written down with the guesses at the login."""

    def clean_password(self) -> str:
        return counted_guess(self.user, super().clean_password)


class SlowPasswordChange(PasswordChangeForm):
    """Nor does who sits before an open login try passwords where a new one is chosen."""

    user: User

    def clean_old_password(self) -> str:
        return counted_guess(self.user, super().clean_old_password)


def counted_guess(user: User, check: Callable[[], str]) -> str:
    """What `check` gives back, unless too many were wrong."""
    refuse_guesses(context.request, user.username)
    try:
        return str(check())
    except ValidationError:
        write_guess(context.request, user.username)
        raise


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """Before accounts and roles are changed, or a draft is gone for ever. What was typed waits."""
    match = request.resolver_match
    if request.method != "POST" or not match or not request.user.is_authenticated:
        return None
    # "show" lists there what would be handed over.
    only_looks = match.view_name == "clinic_hand_over" and "show" in request.POST
    guarded = match.view_name in GUARDED or request.path.startswith("/admin/bulk/people/user/")
    if only_looks or not guarded or not is_reauthentication_required(request, app="people"):
        return None
    return suspend_request(request, get_adapter().get_reauthentication_methods(request.user)[0]["url"])
