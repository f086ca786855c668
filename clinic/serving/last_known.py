"""The clinic's name and numbers as last saved, for the pages shown when the database does not answer."""

import json

from django.conf import settings

FIELDS = ("name", "phone", "emergency_number", "email", "address", "hours")


def file():
    return settings.VAR_DIR / "clinic-details.json"


def remember(details):
    """Write the details where an error page can read them without a database."""
    file().parent.mkdir(parents=True, exist_ok=True)
    draft = file().with_suffix(".new")
    draft.write_text(json.dumps({name: getattr(details, name) for name in FIELDS}))
    draft.replace(file())


def last_known():
    """`{"name": …, "phone": …}`; empty when nothing was ever saved or the file cannot be read."""
    try:
        return json.loads(file().read_text())
    except (OSError, ValueError):
        return {}
