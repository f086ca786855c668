"""One machine, nothing set up: a private Postgres, its own secret, demo content. What `manage.py up` runs.

With DEBUG, which `make dev` and `manage.py runserver` switch on, errors show their reasons and pages the debug toolbar.
"""

import secrets
from importlib.util import find_spec

from clinic.ops.postgres import PrivatePostgres

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, MIDDLEWARE, VAR_DIR, database, env, given_addresses, own_address, roles_in

DEBUG = env.bool("DEBUG", default=False)
LOAD_DEMO = env.bool("LOAD_DEMO", default=True)
DEMO_ACCOUNTS = True
# To see how it is in a real installation.
SECOND_FACTOR = env("SECOND_FACTOR", default="offered")
IDLE_MINUTES = env.int("IDLE_MINUTES", default=0)
# Passkeys work on this machine without https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])


def kept_secret() -> str:
    """The secret key of this machine, made once and kept in var/ where only its owner may read it."""
    file = VAR_DIR / "secret_key"
    if not file.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or kept_secret()
PRIVATE_POSTGRES = None if env("DATABASE_URL", default="") else PrivatePostgres(VAR_DIR / "postgres")
ADDRESSES = PRIVATE_POSTGRES.addresses if PRIVATE_POSTGRES else given_addresses(env("DATABASE_URL"))
DATABASES = {"default": database(own_address(ADDRESSES))}
DATABASE_ROLES = roles_in(ADDRESSES)

if DEBUG and find_spec("debug_toolbar"):
    INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
    # Inside of what compresses a page, which it could not add itself to any more.
    place = MIDDLEWARE.index("clinic.website.unavailable.SayUnavailable")
    MIDDLEWARE = [*MIDDLEWARE[:place], "debug_toolbar.middleware.DebugToolbarMiddleware", *MIDDLEWARE[place:]]
    ROOT_URLCONF = "clinic.urls.development"
    # The toolbar is shown to this machine only.
    INTERNAL_IPS = ["127.0.0.1", "::1"]
