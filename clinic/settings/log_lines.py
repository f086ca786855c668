"""What is written to the log, and how."""

from clinic.settings.environment import one_of

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s", "datefmt": "%Y-%m-%d %H:%M:%S%z"},
        "json": {"()": "clinic.ops.logs.JsonLine"},
    },
    "filters": {"one line": {"()": "clinic.ops.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": one_of("LOG_FORMAT", "line", "json")}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django would log the address of every page not found; a search address carries a patient's words.
    # Nor is what was refused written down: whoever likes to could fill the disk with it.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "django.server": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        # Whoever has just set up the clinic needs to hear of an address that is not in ALLOWED_HOSTS.
        "django.security.DisallowedHost": {"level": "ERROR", "filters": ["one line"]},
    },
}
