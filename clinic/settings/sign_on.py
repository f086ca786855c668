"""Logging in at the clinic's own directory (OpenID Connect): only where OIDC_… is given (decision 64)."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

# Both bring tables, which `upgrade` makes; nothing is ever kept in them.
APPS = ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
NEEDED = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
DIRECTORY = "directory"


def given(env: Env) -> dict[str, Any]:
    """Of the directory that the environment names, if it names one; refuses half of one in one sentence."""
    values = {name: env(name, default="").strip() for name in NEEDED}
    if not any(values.values()):
        return {}
    if missing := [name for name, value in values.items() if not value]:
        raise ImproperlyConfigured(f"Set {' and '.join(missing)} in the environment too, or none of OIDC_….")
    issuer, client, secret = values.values()
    return directory(issuer, client, secret, env("OIDC_NAME", default="").strip() or "your work account")


def directory(issuer: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """`name` is what the button at the login says after "Log in with"."""
    parts = urlsplit(issuer)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in THIS_MACHINE):
        raise ImproperlyConfigured(f"OIDC_ISSUER={issuer} is not an https address: passwords would travel openly.")
    known = {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True}
    app = {"provider_id": DIRECTORY, "name": name, "client_id": client, "secret": secret, "settings": known}
    asked = {"provider_class": "clinic.staff.login.sign_on.provider.Directory", "APPS": [app]}
    return {
        "SIGN_ON": name,
        "SOCIALACCOUNT_ADAPTER": "clinic.staff.login.sign_on.people.KnownPeople",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": asked},
    }
