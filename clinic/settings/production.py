"""A real installation. All comes from the environment; what is missing is named in one sentence, nothing starts."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CLINIC_PROCESS, HAS_MAIL_SERVER, database, env, given_addresses, mail_server, own_address, roles_in
from .environment import one_of


def required(name: str, why: str) -> str:
    """The environment's value of `name`; refuses to start with one sentence when it is missing or empty."""
    value = env(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {why}.")
    return value


if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("Unset DEBUG in the environment: it shows the clinic's secrets to every visitor.")

PRIVATE_POSTGRES = None
SECRET_KEY = required("SECRET_KEY", "a long random text that signs staff sessions and links")
# Older ones, with commas: what was signed or encrypted by them still opens.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [
    h.strip() for h in required("ALLOWED_HOSTS", "the host names this clinic answers to, with commas").split(",")
]
ADDRESSES = given_addresses(env("DATABASE_URL", default="").strip())
DATABASES = {
    "default": database(
        own_address(ADDRESSES)
        or required("DATABASE_URL", "where the clinic's Postgres is (postgres://user:password@host/name)")
    )
}
DATABASE_ROLES = roles_in(ADDRESSES)
SITE_URL = required("BASE_URL", "the public address of the site, such as https://www.example.org").rstrip("/")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# Who watches this machine asks it over plain http (clinic.website.health).
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=63072000)
# Other hosts of the same domain may be somebody else's, and not all answer over https: only where it is asked for.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", default=False)
# Everybody who logs in shows a second factor, and a login that nobody uses ends.
SECOND_FACTOR = one_of("SECOND_FACTOR", "required", "offered")
IDLE_MINUTES = env.int("IDLE_MINUTES", default=30)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
PROXIES = env.int("BEHIND_PROXY", default=0)
if PROXIES:
    # Only where the proxy overwrites this header: otherwise a visitor could claim to come over https.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What `check --deploy` asks for that we do without: hosts of the same domain that are not ours (above); visitors have
# no cookie with which a request could be forged, and the preview in the editor is a frame.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SILENCED_SYSTEM_CHECKS += ["security.W003"] if CLINIC_PROCESS == "site" else ["security.W019"]

if not HAS_MAIL_SERVER:
    vars().update(mail_server("smtp://localhost:25"))
