"""Logging in as a Django app, and the library that it stands on."""

from allauth.account.apps import AccountConfig
from django.apps import AppConfig


class LoginConfig(AppConfig):
    """What is written down about logins, and the last admin who stays."""

    name = "clinic.staff.login"
    label = "login"
    verbose_name = "Logging in"

    def ready(self) -> None:
        from clinic.staff.login import known_browsers, last_admin, login_record  # noqa: F401


class Accounts(AccountConfig):
    """Without its demand for a middleware: the public process has none of it, and the same tables."""

    def ready(self) -> None:
        from allauth.account import checks  # noqa: F401
