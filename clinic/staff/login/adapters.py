"""What the library for accounts asks of a project."""

import ipaddress
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from clinic.people.models import User
from clinic.site.site_context import SiteContext
from clinic.staff.login.account_mail import tell
from clinic.website.limits import address

# For so long after a password nobody is asked for it again.
JUST_NOW = 5 * 60
UNKNOWN = "0.0.0.0"
# What people are told of their account, by the library's names for it.
HAPPENED = {
    "totp_activated": "An authenticator app was set up",
    "totp_deactivated": "The authenticator app was removed",
    "webauthn_added": "A passkey was added",
    "webauthn_removed": "A passkey was removed",
    "recovery_codes_generated": "New recovery codes were made",
}


class Accounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        try:
            return str(ipaddress.ip_address(address(request)))
        except ValueError:
            return UNKNOWN

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not of somebody who logged in a moment ago, nor where other programs than ours log people in."""
        records = get_authentication_records(self.request, self.request.user)
        return (bool(records) or settings.SECOND_FACTOR == "required") and all(
            time.time() - record["at"] > JUST_NOW for record in records
        )

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        if happened := HAPPENED.get(template_prefix.rpartition("/")[2]):
            tell(user, happened)


class SecondFactors(DefaultMFAAdapter):
    """Secrets are of no use to whoever has the database alone."""

    def get_totp_issuer(self) -> str:
        return SiteContext.of(self.request).details.name or "Clinic"

    def encrypt(self, text: str) -> str:
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Where SECRET_KEY was changed for another nobody has the secret any more, and no code is right."""
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


def keys() -> MultiFernet:
    return MultiFernet([key_from(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key_from(secret: str | bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"second factor:" + force_bytes(secret)).digest()))
