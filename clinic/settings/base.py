"""What every installation of the clinic shares. Secrets, hosts and the database are set by dev, test or production."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from clinic.settings.content_policy import CONTENT_SECURITY_POLICY, STAFF_CONTENT_SECURITY_POLICY  # noqa: F401

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything written at run time lives here, so that one folder is what to back up and what to throw away.
VAR_DIR = Path(env("CLINIC_VAR", default=str(BASE_DIR / "var"))).resolve()


def port(name: str, default: str) -> int:
    """The port number in the environment's `name`."""
    given = env(name, default=default).strip()
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise ImproperlyConfigured(f"{name}={given} is not a port: choose a number from 1024 to 65535.")
    return int(given)


# The public site and the staff admin are two processes of the same code; the public one has no admin URL at all.
CLINIC_PROCESS = env("CLINIC_PROCESS", default="staff")
PORT = port("PORT", default="8000")
STAFF_PORT = port("STAFF_PORT", default="8001")
SITE_URL = env("BASE_URL", default=f"http://localhost:{PORT}").rstrip("/")
WAGTAILADMIN_BASE_URL = env("STAFF_URL", default=f"http://localhost:{STAFF_PORT}").rstrip("/")

LOAD_DEMO = False
# An account for each role beside the demo content, whose password stands in a file: in development only.
DEMO_ACCOUNTS = False
DEBUG = False

INSTALLED_APPS = [
    "home",
    "faq",
    "clinic",
    "clinic.ops",
    "clinic.jobs",
    "clinic.people",
    "clinic.content",
    "clinic.site",
    "clinic.review",
    "clinic.checks",
    "clinic.links",
    "clinic.archive",
    "clinic.pages",
    "clinic.website",
    "clinic.staff",
    "clinic.staff.editing",
    "clinic.staff.notices",
    "clinic.staff.publishing",
    "clinic.staff.record",
    "clinic.staff.translation",
    "clinic.staff.withdrawal",
    "wagtail.api.v2",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
]

SITE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.website.compression.SmallerText",
    # A page that has not changed since this reader's last visit is not sent again.
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clinic.website.headers.SiteHeaders",
    "clinic.website.language_middleware.LanguageOfTheAddress",
    "clinic.website.unavailable.SayUnavailable",
    "clinic.website.bad_input.RefuseNul",
    "django.middleware.common.CommonMiddleware",
    "clinic.website.visitors.EveryoneIsAVisitor",
    "clinic.website.old_addresses.OldAddresses",
]
STAFF_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.website.headers.StaffPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clinic.website.headers.StaffHeaders",
    "clinic.website.unavailable.SayUnavailable",
    "clinic.website.bad_input.RefuseNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "clinic.staff.publishing.middleware.SayWhyNot",
    "clinic.jobs.watching.WatchTheWorker",
    "clinic.staff.editing.middleware.OneSaveAtATime",
]
MIDDLEWARE = SITE_MIDDLEWARE if CLINIC_PROCESS == "site" else STAFF_MIDDLEWARE
ROOT_URLCONF = f"clinic.urls.{CLINIC_PROCESS}"
WSGI_APPLICATION = "clinic.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "clinic.website.context_processors.clinic",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database(url: str) -> dict[str, Any]:
    """Django's settings for the Postgres at `url`.

    Connections are kept and tested before use: after a database restart it is one cheap query that finds
    the dead connection, not a patient's page.
    """
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL is not the address of a Postgres: postgres://user:password@host/name.")
    config = env.db_url_config(url)
    options = {"connect_timeout": 3, "application_name": f"clinic-{CLINIC_PROCESS}"} | config.get("OPTIONS", {})
    # The folder of a socket stands in the query of the address; `dbshell` looks for it where a host name would be.
    host = options.pop("host", config["HOST"])
    return config | {"HOST": host, "OPTIONS": options, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


# What all processes count together, such as tries at a link, is in the database; the rest each keeps for itself.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "clinic_shared_counts"},
}

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# The first Locale row is made from LANGUAGE_CODE by the first migrate; changing it later breaks listings. Each language
# is called by its own name. One more here needs a catalogue (make words) and `manage.py bootstrap`, nothing else.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Español")]
USE_I18N = WAGTAIL_I18N_ENABLED = True
# How a date is written out in each: {{ day|date:"DATE_FORMAT" }}.
FORMAT_MODULE_PATH = ["clinic.site.formats"]
# The admin itself is in English: its own words have no translation.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", default="America/Chicago")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "clinic.website.static_files.HashedStaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Clinic"
WAGTAILIMAGES_IMAGE_MODEL = "content.ClinicImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.ClinicDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "clinic.content.forms.ClinicImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# A rendition of a 25-megapixel picture takes about 250 MB of memory; Wagtail's own limit of 128 takes a gigabyte.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[str] = []
# Three requests to other people's servers that the admin makes unless told not to.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

PROSE_FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript", "key-figure", "glossary-term"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": PROSE_FEATURES},
    },
    "page": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", *PROSE_FEATURES, "document-link"]},
    },
    "short": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["link", "superscript", "subscript", "key-figure", "glossary-term"]},
    },
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "clinic_en"}}

# Signed words only: clinic.review decides what goes live when the last step is taken.
WAGTAIL_FINISH_WORKFLOW_ACTION = "clinic.review.finish.publish_signed"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False

# Mail is stored first and handed over by the worker; without a server it is kept and can be seen in the admin.
EMAIL_BACKEND = "clinic.jobs.mail.backend.KeepFirst"
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="clinic@localhost")
HAS_MAIL_SERVER = False


def mail_server(url: str) -> dict[str, Any]:
    """Django's settings for the SMTP server at `url`, such as smtp+tls://user:password@mail.example.org:587."""
    config = env.email_url_config(url)
    if config.pop("EMAIL_BACKEND") != "django.core.mail.backends.smtp.EmailBackend":
        raise ImproperlyConfigured("EMAIL_URL must begin with smtp://, smtp+tls:// or smtp+ssl://.")
    return config | {"HAS_MAIL_SERVER": True}


if env("EMAIL_URL", default=""):
    vars().update(mail_server(env("EMAIL_URL")))

# The worker asks for jobs every two seconds instead of listening: that works through a transaction pooler too. What was
# missed while no worker ran is made up once, however long that was.
PROCRASTINATE_WORKER_DEFAULTS = {"listen_notify": False, "fetch_job_polling_interval": 2}
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 8 * 24 * 3600}

X_FRAME_OPTIONS = "DENY" if CLINIC_PROCESS == "site" else "SAMEORIGIN"
SECURE_REFERRER_POLICY = "no-referrer" if CLINIC_PROCESS == "site" else "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django would log the address of every page not found; a search address carries a patient's words.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
    },
}
