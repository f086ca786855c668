"""Logging in: guessing passwords is slowed down, for an account and for an address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from wagtail.admin.forms.auth import LoginForm

from clinic.staff.login.known_browsers import known_browser
from clinic.staff.login.login_record import write_failure
from clinic.website.limits import count, counted, hidden, visitor

QUARTER_OF_AN_HOUR = 15 * 60
# Wrong passwords in that time. Somebody who guesses from elsewhere keeps nobody out of their own account for long.
MOST_HERE, MOST_FROM_ADDRESS, MOST_FOR_ACCOUNT = 10, 30, 100
TOO_OFTEN = "That was wrong too many times. Wait a quarter of an hour, or ask an admin for a new password."


class SlowLoginForm(LoginForm):
    """Says the same of names that exist and names that do not."""

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username", "")
        refuse_guesses(self.request, username)
        try:
            return super().clean()
        except ValidationError:
            write_guess(self.request, username)
            raise


def refuse_guesses(request: HttpRequest, username: str) -> None:
    if any(counted(key) >= most for key, most in limits(request, username).items()):
        raise ValidationError(TOO_OFTEN, code="too_often")


def write_guess(request: HttpRequest, username: str) -> None:
    for key in limits(request, username):
        count(key, QUARTER_OF_AN_HOUR)
    write_failure(username)


def limits(request: HttpRequest, username: str) -> dict[str, int]:
    """{what is counted: how often it may be wrong}. A browser that opened the account before has a count of its own."""
    if browser := known_browser(request, username):
        return {f"login-known:{hidden(browser)}": MOST_HERE}
    account, asking = hidden(username.casefold()), visitor(request)
    return {
        f"login:{account}:{asking}": MOST_HERE,
        f"login-from:{asking}": MOST_FROM_ADDRESS,
        f"login-as:{account}": MOST_FOR_ACCOUNT,
    }
