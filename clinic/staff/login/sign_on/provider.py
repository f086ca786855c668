"""The clinic's directory, asked by the library, and what it says looked at as OpenID Connect wants it.

The library alone believes a token that it fetched itself without looking at the signature, knows no nonce, and takes
whatever issuer it is told.
"""

import secrets
from collections.abc import Iterator
from typing import Any

from allauth.socialaccount import app_settings
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class Garbled(Exception):
    """What no directory says of anybody. Not the library's own error, of which it makes another."""


def can_be_kept(said: dict[str, Any]) -> bool:
    """No text with a NUL or half a letter in it, which the database takes from nobody, and whose it is in brief."""
    brief = len(str(said["id_token"]["sub"])) <= app_settings.UID_MAX_LENGTH
    return brief and all("\0" not in text and is_whole(text) for text in texts_in(said))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        yield from (text for part in parts for text in texts_in(part))


def is_whole(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


class WholeTokens(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict[str, Any]:
        found: dict[str, Any] = super().openid_config
        if found["issuer"].rstrip("/") != self.get_provider().app.settings["server_url"]:
            raise OAuth2Error(f"The directory calls itself {found['issuer']}, the settings do not")
        return found

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The one that the directory knows, whatever a request says of its host."""
        return str(settings.WAGTAILADMIN_BASE_URL) + reverse("openid_connect_callback")

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """What the signed token says; of directories that tell nothing in it, what they answer to it."""
        said = {"id_token": self._decode_id_token(app, kwargs["response"]["id_token"])}
        if "email" not in said["id_token"]:
            said["userinfo"] = self._fetch_user_info(token.token)
            if said["userinfo"]["sub"] != said["id_token"]["sub"]:
                raise OAuth2Error("Two answers about two people")
        if not can_be_kept(said):
            raise Garbled("Signs that no address has, or a name of a thousand letters")
        return self.get_provider().sociallogin_from_response(request, said)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        read: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if read.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("A token for another program")
        return read


class Directory(OpenIDConnectProvider):
    oauth2_adapter_class = WholeTokens

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, **more: Any) -> HttpResponse:
        """The nonce waits with what the library keeps until the answer, and comes back inside the token."""
        nonce = secrets.token_urlsafe()
        return super().redirect(request, process, next_url, auth_params={"nonce": nonce}, nonce=nonce, **more)


provider_classes = [Directory]
