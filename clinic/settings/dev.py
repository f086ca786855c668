"""One machine, nothing set up: a private Postgres, its own secret, demo content. What `manage.py up` runs."""

import secrets
import sys

from clinic.ops.postgres import PrivatePostgres

from .base import *  # noqa: F403
from .base import BASE_DIR, VAR_DIR, database, env  # noqa: F401

DEBUG = env.bool("DEBUG", default=False)
LOAD_DEMO = env.bool("LOAD_DEMO", default=True)
DEMO_ACCOUNTS = True
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])


def kept_secret():
    """The secret key of this machine, made once and kept in var/ where only its owner may read it."""
    file = VAR_DIR / "secret_key"
    if not file.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or kept_secret()
PRIVATE_POSTGRES = None if env("DATABASE_URL", default="") else PrivatePostgres(VAR_DIR / "postgres")


def database_url():
    """DATABASE_URL, or that of the private Postgres, which is started unless `manage.py db` is about to look at it."""
    if PRIVATE_POSTGRES is None:
        return env("DATABASE_URL")
    return PRIVATE_POSTGRES.url if sys.argv[1:2] == ["db"] else PRIVATE_POSTGRES.ensure()


DATABASES = {"default": database(database_url())}
