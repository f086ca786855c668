"""The suite: a Postgres of its own that does not wait for the disk, quick passwords, mail kept in memory."""

from clinic.ops.postgres import PrivatePostgres

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, SITE_MIDDLEWARE, STORAGES, VAR_DIR, database, env
from .sign_on import APPS, directory

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
PRIVATE_POSTGRES = (
    None if env("DATABASE_URL", default="") else PrivatePostgres(VAR_DIR / "postgres-test", durable=False)
)
DATABASES = {
    "default": database(PRIVATE_POSTGRES.url if PRIVATE_POSTGRES else env("DATABASE_URL")) | {"CONN_MAX_AGE": 0}
}
# Each client of a test is one of them while it asks (tests/cast.py).
DATABASE_ROLES = {name: {"name": f"clinic_{name}", "password": ""} for name in ("site", "staff")}
ROOT_URLCONF = "clinic.urls.site"
MIDDLEWARE = SITE_MIDDLEWARE
PAGES_FROM_MEMORY = False
SEARCHES_A_SECOND = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = VAR_DIR / "test-media"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WAGTAIL_AUTOSAVE_INTERVAL = 0
# So that a test can let time pass for a job.
PROCRASTINATE_READONLY_MODELS = False
# The tables of logging in at a directory; whoever tries that brings one (tests/clinic/staff/test_sign_on.py).
INSTALLED_APPS = [*INSTALLED_APPS, *APPS]
vars().update(directory("http://127.0.0.1:9", "clinic", "a-secret", "Clinic ID") | {"SIGN_ON": ""})
