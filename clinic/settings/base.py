"""What every installation of the clinic shares. Secrets, hosts and the database are set by dev, test or production."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

from clinic.settings import sign_on
from clinic.settings.accounts import *  # noqa: F403
from clinic.settings.content_policy import CONTENT_SECURITY_POLICY, STAFF_CONTENT_SECURITY_POLICY  # noqa: F401
from clinic.settings.databases import database, given_addresses, own_address, roles_in  # noqa: F401
from clinic.settings.environment import port
from clinic.settings.files import place_of_files
from clinic.settings.log_lines import LOGGING  # noqa: F401
from clinic.settings.rich_text import PROSE_FEATURES, WAGTAILADMIN_RICH_TEXT_EDITORS  # noqa: F401

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything written at run time lives here, so that one folder is what to back up and what to throw away.
VAR_DIR = Path(env("CLINIC_VAR", default=str(BASE_DIR / "var"))).resolve()

# The public site and the staff admin are two processes of the same code; the public one has no admin URL at all.
# The worker, and whatever else is neither, has the settings of the admin.
CLINIC_PROCESS = "site" if env("CLINIC_PROCESS", default="") == "site" else "staff"
PORT = port("PORT", default="8000")
STAFF_PORT = port("STAFF_PORT", default="8001")
SITE_URL = env("BASE_URL", default=f"http://localhost:{PORT}").rstrip("/")
WAGTAILADMIN_BASE_URL = env("STAFF_URL", default=f"http://localhost:{STAFF_PORT}").rstrip("/")

# Whether `/metrics` tells how the work goes, for Prometheus.
METRICS = env.bool("METRICS", default=False)
# How many proxies of our own stand in front: each adds to X-Forwarded-For whom it heard.
PROXIES = 0
# How many searches a second one visitor may make for longer than a moment (clinic.website.floods); 0 for any number.
SEARCHES_A_SECOND = env.float("SEARCHES_A_SECOND", default=5)
LOAD_DEMO = DEBUG = False
# An account for each role beside the demo content, whose password stands in a file: in development only.
DEMO_ACCOUNTS = False

INSTALLED_APPS = [
    "home",
    "home.site_import",
    "faq",
    "clinic",
    "clinic.ops",
    "clinic.meaning",
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
    "clinic.staff.bylines",
    "clinic.staff.editing",
    "clinic.staff.invitations",
    "clinic.staff.login.apps.LoginConfig",
    "clinic.staff.notices",
    "clinic.staff.old_details",
    "clinic.staff.shared_changes",
    "clinic.staff.reviewing",
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
    "clinic.staff.invitations.apps.Users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "clinic.staff.login.apps.Accounts",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
]

# Headers first: files, redirects and errors have them too.
SITE_MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "clinic.website.headers.SiteHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.website.compression.SmallerText",
    # A page that has not changed since this reader's last visit is not sent again.
    "django.middleware.http.ConditionalGetMiddleware",
    "clinic.website.json_answers.ForPrograms",
    "clinic.website.language_middleware.LanguageOfTheAddress",
    "clinic.website.unavailable.SayUnavailable",
    "clinic.website.bad_input.BoundedWork",
    "clinic.website.health.AskedByNumber",
    "django.middleware.common.CommonMiddleware",
    "clinic.website.anonymous_middleware.EveryoneIsAVisitor",
    "clinic.website.old_addresses.OldAddresses",
]
STAFF_MIDDLEWARE = [
    "clinic.website.headers.StaffPolicy",
    "clinic.website.headers.StaffHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.website.unavailable.SayUnavailable",
    "clinic.staff.large_uploads.BoundedUploads",
    "clinic.website.health.AskedByNumber",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "clinic.staff.garbled_requests.RefuseGarbled",
    "clinic.staff.invisible_signs.OnlyWhatIsSeen",
    "clinic.staff.full_disk.SayDiskIsFull",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clinic.staff.login.forms_handed_back.HandFormsBack",
    "clinic.staff.login.idle.EndIdleLogins",
    "clinic.staff.login.second_factor.AskForSecondFactor",
    "clinic.staff.refused_acts.SayWhyRefused",
    "clinic.staff.record.refusals_and_exports.NoteActs",
    "clinic.staff.publishing.middleware.SayWhyNot",
    "clinic.jobs.watching.WatchTheWorker",
    "clinic.staff.editing.middleware.OneSaveAtATime",
]
MIDDLEWARE = SITE_MIDDLEWARE if CLINIC_PROCESS == "site" else STAFF_MIDDLEWARE
# Finished pages are kept in memory and in var/pages (docs/decisions/0037-published-pages-from-memory.md).
PAGES_FROM_MEMORY = CLINIC_PROCESS == "site" and env.bool("PAGES_FROM_MEMORY", default=True)
# Where SIGN_ON is a name, staff can log in at the clinic's directory too.
SIGN_ON = sign_on.given(env).get("SIGN_ON", "")
vars().update(sign_on.given(env))
INSTALLED_APPS += sign_on.APPS if SIGN_ON else []
# Of this process, also while somebody develops it.
OWN_ADDRESSES = "clinic.urls.sign_on" if SIGN_ON and CLINIC_PROCESS == "staff" else f"clinic.urls.{CLINIC_PROCESS}"
ROOT_URLCONF = OWN_ADDRESSES
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
            "builtins": ["clinic.site.templatetags.made_once"],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# A message for the next page waits with the login, not in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Each process for itself. A cache in the database would hand what one has pickled to another, which would run it.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.User"
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
# For people's own accounts. A machine knows some more, which browsers take for an error.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
# What a backup holds beside the database: pictures and documents, now and as they were (clinic.archive.kept_files).
BACKED_UP = {"media": MEDIA_ROOT, "record": VAR_DIR / "record"}
BACKUP_DIR = Path(env("BACKUP_DIR", default=str(VAR_DIR / "backups")))
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": place_of_files(),
    "staticfiles": {"BACKEND": "clinic.website.static_files.HashedStaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Clinic"
WAGTAILIMAGES_IMAGE_MODEL = "content.ClinicImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.ClinicDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "clinic.content.forms.ClinicImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "clinic.content.forms.ClinicDocumentForm"
# HEIC is what phones take; it is kept as JPEG.
WAGTAILIMAGES_EXTENSIONS = ["gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Larger ones are scaled down (content/pictures.py): a rendition of 25 megapixels takes 250 MB of memory.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE
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

# A link to one question of a page stays that: made a link to the page it would lose the question.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "exact"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "clinic_en"}}

# Signed words only: clinic.review decides what goes live when the last step is taken.
WAGTAIL_FINISH_WORKFLOW_ACTION = "clinic.review.workflow_end.publish_signed"
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

# Who reads of a way in that somebody has found: an e-mail address or an https address (/.well-known/security.txt).
SECURITY_CONTACT = env("SECURITY_CONTACT", default="").strip()
X_FRAME_OPTIONS = "DENY" if CLINIC_PROCESS == "site" else "SAMEORIGIN"
SECURE_REFERRER_POLICY = "no-referrer" if CLINIC_PROCESS == "site" else "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
