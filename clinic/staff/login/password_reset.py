"""A forgotten password: whoever asks gets the same answer after the same time, whether there is such an account."""

from typing import Any

from wagtail.admin.forms.auth import PasswordResetForm

from clinic.staff.login.tasks import write_password_letters
from clinic.website.limits import count, visitor

HOUR = 60 * 60
MOST = 10


class SameForAll(PasswordResetForm):
    """Wagtail's form. The worker writes the letter, as writing one takes longer than writing none."""

    def save(self, **options: Any) -> None:
        """Beyond MOST an hour from one visitor nothing is sent, and nothing said either."""
        if count(f"password-reset:{visitor(options['request'])}", HOUR) <= MOST:
            known = [user.pk for user in self.get_users(self.cleaned_data["email"])]
            write_password_letters.defer(people=known)
